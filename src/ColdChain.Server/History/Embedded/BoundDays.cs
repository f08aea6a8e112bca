using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>The days of blocks that late readings are compared with, kept opened: what comes late comes day after day.</summary>
internal sealed class BoundDays(WriteSession session)
{
    /// <summary>Sensors of some agents that send again what they had; 20 bytes a reading.</summary>
    private const int MostSpans = 32;

    private readonly Dictionary<(int Span, int Sensor), List<(ChunkId Id, KeptDay? Content)>> _opened = [];

    /// <summary>The parts of a day that are in blocks; no content where it cannot be read.</summary>
    public IEnumerable<(int Part, KeptDay? Content)> Of(int sensor, int day)
    {
        (int Span, int Sensor) key = (BlockId.SpanOf(day), sensor);
        if (!_opened.TryGetValue(key, out List<(ChunkId Id, KeptDay? Content)>? opened))
        {
            if (_opened.Count >= MostSpans)
            {
                _opened.Clear();
            }

            _opened[key] = opened = Open(key.Span, sensor);
        }

        return opened.Where(chunk => chunk.Id.Day == day).Select(chunk => (chunk.Id.Part, chunk.Content));
    }

    /// <summary>Something was bound or unbound, or undone.</summary>
    public void Forget() => _opened.Clear();

    private List<(ChunkId Id, KeptDay? Content)> Open(int span, int sensor)
    {
        List<(ChunkId Id, KeptDay? Content)> opened = [];
        (long from, long until) = BlockId.KeysOf(span, sensor);
        foreach (BlockRow row in BlockRows.Between(session, from, until))
        {
            if (BlockHeads.TryDecode(row.Id, row.Seals.First, row.Heads, out BoundChunk[]? chunks))
            {
                KeptDay?[] days = BlockCodec.TryDecode(row.Id, chunks, row.Readings, out KeptDay[]? found) ? found : new KeptDay?[chunks.Length];
                opened.AddRange(chunks.Zip(days, (chunk, day) => (chunk.Id, day)));
            }
        }

        return opened;
    }
}
