using ColdChain.Core.Temperatures;

namespace ColdChain.Core.LoggerFiles;

/// <summary>A temperature that a logger kept, or that it had none.</summary>
public sealed record LoggerReading
{
    /// <summary>The logger's own name for its probe: the serial, with <c>/external</c> and the like where it has several.</summary>
    public required string Sensor { get; init; }

    public required LoggerReadingSource Source { get; init; }

    public required LoggerMoment At { get; init; }

    /// <summary>Exactly one of this and <see cref="Fault"/> is there.</summary>
    public Temperature? Value { get; init; }

    public LoggerReadingFault? Fault { get; init; }

    /// <summary>The logger's own mark in its log; null when it makes none.</summary>
    public bool? IsOutOfLimits { get; init; }

    /// <summary>Where it stands in the file, as <see cref="LoggerFileFault.Where"/>.</summary>
    public required string Where { get; init; }

    /// <summary>What the row or record has besides, by the file's own names.</summary>
    public IReadOnlyList<LoggerField> Further { get; init; } = [];
}
