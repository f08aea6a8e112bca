namespace ColdChain.Server.LoggerFiles;

/// <summary>What somebody was shown and may confirm; travels through their browser, sealed.</summary>
/// <param name="Until">Unix milliseconds.</param>
public sealed record LoggerFileTicket(
    string Sha256, string FileName, string Unit, string? Sensor, string TimeZone, long PersonId, long Until);
