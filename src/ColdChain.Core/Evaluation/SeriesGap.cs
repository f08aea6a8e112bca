using ColdChain.Core.Time;

namespace ColdChain.Core.Evaluation;

/// <summary>EX-22. Time for which no reading speaks.</summary>
/// <param name="LastReadingAt">The reading that had spoken until then.</param>
/// <param name="During">From the moment at which it stopped to speak until the next reading; open while none has come.</param>
public sealed record SeriesGap(Instant LastReadingAt, TimeRange During);
