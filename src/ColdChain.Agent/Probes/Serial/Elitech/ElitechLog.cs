namespace ColdChain.Agent.Probes.Serial.Elitech;

/// <summary>A logger and its records from a number on.</summary>
/// <param name="From">How many records before these were left where they are.</param>
/// <param name="Tenths">Tenths of a degree, one for each interval since the start.</param>
public sealed record ElitechLog(ElitechSettings Settings, ElitechHead Head, int From, IReadOnlyList<short> Tenths)
{
    /// <summary>What tells one log from another: the same logger started again has another.</summary>
    public string Identity => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{Settings.Number}/{Settings.Station}/{Head.Start:s}/{Settings.Interval}");
}
