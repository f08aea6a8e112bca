using System.Buffers;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>Arrays for the readings that one question opens: lent by the shared pool, and given back all at once with it.</summary>
/// <remarks>
/// A year of a reading a minute is 10 MB: made anew for each question, they would be what the collector runs for. Whoever
/// wants readings beyond the question copies them; in a debug build what is given back is overwritten, so that tests see it
/// when somebody did not. Several threads may take at once.
/// </remarks>
internal sealed class LentReadings : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<KeptReading[]> _lent = [];

    /// <summary>Of a question that is over with its answer, or an array of its own for whoever keeps what he opens.</summary>
    /// <param name="lent">Null for an array of its own.</param>
    /// <param name="count">Exactly so many; not cleared.</param>
    public static Memory<KeptReading> Take(LentReadings? lent, int count) =>
        lent is null ? GC.AllocateUninitializedArray<KeptReading>(count) : lent.Take(count);

    public void Dispose()
    {
        foreach (KeptReading[] array in _lent)
        {
#if DEBUG
            Array.Fill(array, new KeptReading(int.MinValue, int.MinValue, ushort.MaxValue, int.MinValue, int.MinValue));
#endif
            ArrayPool<KeptReading>.Shared.Return(array);
        }

        _lent.Clear();
    }

    private Memory<KeptReading> Take(int count)
    {
        KeptReading[] array = ArrayPool<KeptReading>.Shared.Rent(count);
        lock (_lock)
        {
            _lent.Add(array);
        }

        return array.AsMemory(0, count);
    }
}
