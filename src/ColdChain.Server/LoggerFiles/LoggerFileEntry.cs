using ColdChain.Core.Identity;
using ColdChain.Core.LoggerFiles;
using ColdChain.Core.Time;

namespace ColdChain.Server.LoggerFiles;

/// <summary>A logger's file that somebody uploaded and confirmed; the bytes themselves are kept under their hash. Never changed.</summary>
public sealed class LoggerFileEntry
{
    public long Id { get; init; }

    public required StorageUnitId StorageUnitId { get; init; }

    public required FacilityId FacilityId { get; init; }

    /// <summary>The sensors that its readings went to, by blanks.</summary>
    public required string Sensors { get; init; }

    /// <summary>As the browser called it; never used as a path.</summary>
    public required string FileName { get; init; }

    /// <summary>64 hexadecimal digits; where <see cref="EvidenceFolder"/> has it.</summary>
    public required string Sha256 { get; init; }

    public required int SizeBytes { get; init; }

    /// <summary>By which the logger's local times became moments.</summary>
    public required string TimeZone { get; init; }

    public required LoggerFileFormat Format { get; init; }

    public string? Model { get; init; }

    public string? Serial { get; init; }

    public required LoggerSignatureStanding Signature { get; init; }

    /// <summary>What exactly was found of it, in English.</summary>
    public required string SignatureWords { get; init; }

    public required Instant FirstAt { get; init; }

    public required Instant LastAt { get; init; }

    /// <summary>Of the log, admitted.</summary>
    public required int Readings { get; init; }

    /// <summary>Lowest and highest of days, admitted.</summary>
    public required int DailyExtremes { get; init; }

    /// <summary>How many of both were new when it was confirmed.</summary>
    public required int NewReadings { get; init; }

    public required Instant UploadedAt { get; init; }

    public required long UploadedById { get; init; }

    public required string UploadedBy { get; init; }
}
