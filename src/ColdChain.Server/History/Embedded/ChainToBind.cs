using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>What of a sensor's chain has rows still, in the order of its links, and how far it is dealt with.</summary>
/// <param name="timeline">The sensor.</param>
/// <param name="bound">Up to there it is bound.</param>
/// <param name="ahead">What follows: seal number, key, how many readings.</param>
internal sealed class ChainToBind(SensorTimeline timeline, (long Link, long Seal, Digest Chain) bound, List<(long Seal, ChunkId Id, int Count)> ahead)
{
    private int _next;

    public SensorTimeline Timeline => timeline;

    /// <summary>Up to there its drafts go.</summary>
    public (long Link, long Seal, Digest Chain) Bound { get; set; } = bound;

    /// <summary>Where its next block will stand among all.</summary>
    public (int Span, int Sensor) Place => (_next < ahead.Count ? BlockId.SpanOf(ahead[_next].Id.Day) : int.MaxValue, timeline.Number);

    /// <summary>The next chunks of one span, as many as one block takes; none when the next is not due.</summary>
    public List<ChunkId> Next((int Span, long Seal) due)
    {
        List<ChunkId> run = [];
        int readings = 0;
        int span = Place.Span;
        while (span <= due.Span && _next < ahead.Count && ahead[_next] is var one && one.Seal <= due.Seal
            && BlockId.SpanOf(one.Id.Day) == span && run.Count < BlockHeads.MostChunks
            && (run.Count == 0 || readings + one.Count <= BlockCodec.MostReadings))
        {
            run.Add(one.Id);
            readings += one.Count;
            _next++;
        }

        return run;
    }
}
