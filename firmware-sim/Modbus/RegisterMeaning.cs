namespace FirmwareSim.Modbus;

/// <summary>What a register of a transmitter holds.</summary>
internal enum RegisterMeaning
{
    /// <summary>Tenths of a percent, unsigned.</summary>
    Humidity,

    /// <summary>Tenths of a degree, two's complement.</summary>
    Temperature,

    /// <summary>0 while the probe is well, 0xA0 when its wire is broken: then the temperature is the last good one.</summary>
    ProbeState,

    SlaveId,

    /// <summary>Bits per second divided by 100.</summary>
    LineSpeed,

    /// <summary>Added by the transmitter to what it measures; always 0 here.</summary>
    Correction,
}
