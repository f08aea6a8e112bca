namespace ColdChain.Core.Readings;

/// <summary>Why a sensor gave no temperature. A fault is an event of its own, never a reading (design §5).</summary>
public enum SensorFault
{
    /// <summary>The device said that its probe is missing, open or shorted.</summary>
    ProbeMissing,

    /// <summary>A value that the device uses to say "invalid": 85.00 at power-up, -127, 0x8000 and the like.</summary>
    Sentinel,

    /// <summary>Physically impossible, or outside what the device can measure.</summary>
    OutOfRange,

    /// <summary>No answer within the time allowed.</summary>
    NoAnswer,

    /// <summary>An answer that fails its check sum or its form.</summary>
    Garbled,

    /// <summary>The device answered with an error of its own (a Modbus exception response).</summary>
    DeviceError,
}
