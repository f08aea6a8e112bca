namespace ColdChain.Agent.Probes.Serial;

/// <summary>How a line is set, apart from the port. Always eight data bits.</summary>
/// <param name="Baud">One of <see cref="SerialLine.BaudRates"/>.</param>
/// <param name="StopBits">1 or 2.</param>
public sealed record LineSettings(int Baud, SerialParity Parity, int StopBits)
{
    /// <summary>What most transmitters ship with.</summary>
    public static readonly LineSettings Usual = new(9600, SerialParity.None, 1);

    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Baud} 8{Parity switch { SerialParity.None => 'N', SerialParity.Even => 'E', SerialParity.Odd => 'O' }}{StopBits}");
}
