namespace FirmwareSim.Modbus;

/// <summary>One probe of a transmitter.</summary>
/// <param name="sensor">As in the scenario.</param>
/// <param name="takeTenths">Measures: tenths of a degree.</param>
/// <param name="isBroken">Whether its wire is broken now.</param>
internal sealed class SlaveProbe(string sensor, Func<short> takeTenths, Func<bool> isBroken)
{
    public string Sensor => sensor;

    public bool IsBroken => isBroken();

    /// <summary>The last value that was measured; 0 before the first.</summary>
    public short LastGood { get; private set; }

    public short Take() => LastGood = takeTenths();
}
