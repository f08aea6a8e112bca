using System.Buffers;

using ColdChain.Core.Wire;

namespace ColdChain.Server.Ingest;

/// <summary>One column of a series while its batch is read: differences, no more of them kept than a batch may have.</summary>
internal sealed class ColumnScratch : IDisposable
{
    private readonly long[] _numbers = ArrayPool<long>.Shared.Rent(ReadingBatch.MostEntries);

    /// <summary>As many as were written, also those that were not kept.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<long> Kept => _numbers.AsSpan(0, Math.Min(Count, ReadingBatch.MostEntries));

    public void Dispose() => ArrayPool<long>.Shared.Return(_numbers);

    /// <summary>Takes the column; false when null stands in its place.</summary>
    public bool TryRead(ReadOnlySpan<byte> json, ref int at)
    {
        Count = 0;
        if (JsonScan.TakeNull(json, ref at))
        {
            return false;
        }

        for (bool more = JsonScan.TakeFirst(json, ref at, '[', ']'); more; more = JsonScan.TakeNext(json, ref at, ']'))
        {
            long number = JsonScan.Integer(json, ref at);
            if (Count < ReadingBatch.MostEntries)
            {
                _numbers[Count] = number;
            }

            Count++;
        }

        return true;
    }
}
