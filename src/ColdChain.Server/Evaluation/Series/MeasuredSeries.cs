using ColdChain.Core.LoggerFiles.Delimited;
using ColdChain.Core.Readings;

namespace ColdChain.Server.Evaluation.Series;

/// <summary>What was read of a file.</summary>
internal sealed record MeasuredSeries
{
    public required TableColumns Columns { get; init; }

    /// <summary>By time, one for each moment.</summary>
    public required IReadOnlyList<Reading> Readings { get; init; }

    /// <summary>By time.</summary>
    public required IReadOnlyList<SeriesFault> Faults { get; init; }

    public required IReadOnlyList<UnreadableRow> Unreadable { get; init; }

    /// <summary>All rows below the titles, blank ones left out.</summary>
    public required int RowCount { get; init; }

    /// <summary>Rows that say again what another row said of the same moment.</summary>
    public required int RepeatedCount { get; init; }

    /// <summary>How the file was understood, for people.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public bool IsMostlyUnreadable => Unreadable.Count * 2 > RowCount;
}
