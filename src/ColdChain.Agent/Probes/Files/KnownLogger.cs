using ColdChain.Core.Identity;
using ColdChain.Core.LoggerFiles;

namespace ColdChain.Agent.Probes.Files;

/// <summary>A logger whose files are taken.</summary>
/// <param name="Serial">As its files have it, or the name of one of its probes; null for files that name no logger.</param>
/// <param name="Files">For these: which names they have; '*' and '?' stand for anything. Null when the serial tells.</param>
/// <param name="Sensor">Who it is on the server.</param>
/// <param name="Zone">What its clock shows.</param>
/// <param name="Table">How its table is read; null when the format is known or the titles tell.</param>
public sealed record KnownLogger(string? Serial, string? Files, SensorId Sensor, TimeZoneInfo Zone, DelimitedMapping? Table)
{
    public bool HasName(string fileName) => Files is not null
        && System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(Files, fileName, ignoreCase: true);
}
