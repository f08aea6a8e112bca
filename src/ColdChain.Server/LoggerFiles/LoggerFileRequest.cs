using ColdChain.Core.Identity;

namespace ColdChain.Server.LoggerFiles;

/// <summary>A file that somebody wants to have taken over, and how.</summary>
/// <param name="FileName">As the browser calls it.</param>
/// <param name="Bytes">All of it.</param>
/// <param name="Sensor">Whose it is; null: the serial number in the file says so.</param>
/// <param name="TimeZone">The IANA id of the zone that the logger's clock shows.</param>
public sealed record LoggerFileRequest(string FileName, byte[] Bytes, SensorId? Sensor, string TimeZone)
{
    /// <summary>As for the agent's folder: no export of a logger is larger. Product decision.</summary>
    public const int MostBytes = 8 * 1024 * 1024;
}
