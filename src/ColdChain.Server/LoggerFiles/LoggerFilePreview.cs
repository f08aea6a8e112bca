using ColdChain.Core.LoggerFiles;
using ColdChain.Core.Time;

namespace ColdChain.Server.LoggerFiles;

/// <summary>What a file would bring, before anything of it is stored.</summary>
public sealed record LoggerFilePreview
{
    /// <summary>Why nothing of it is taken; empty when it may be confirmed. Then the rest is null.</summary>
    public IReadOnlyList<FileObjection> Refusals { get; init; } = [];

    public LoggerFile? File { get; init; }

    /// <summary>The sensors that its readings would go to, by blanks.</summary>
    public string? Sensors { get; init; }

    public Instant? FirstAt { get; init; }

    public Instant? LastAt { get; init; }

    /// <summary>Of the log.</summary>
    public int Readings { get; init; }

    /// <summary>Lowest and highest of days.</summary>
    public int DailyExtremes { get; init; }

    /// <summary>How many of both are on record with the same value.</summary>
    public int AlreadyKnown { get; init; }

    /// <summary>How many have another value on record for the same moment; both will be kept.</summary>
    public int Conflicts { get; init; }

    /// <summary>What of it is left out, and what to mind.</summary>
    public IReadOnlyList<FileObjection> Remarks { get; init; } = [];

    /// <summary>To be sent back to confirm; null when there is nothing to.</summary>
    public string? Ticket { get; init; }
}
