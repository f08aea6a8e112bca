using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>One block of a sensor as a reader holds it: its chunks at once, their readings once somebody asks.</summary>
/// <param name="id">Its key.</param>
/// <param name="chunks">What its heads say.</param>
internal sealed class OpenBlock(BlockId id, BoundChunk[] chunks)
{
    private KeptDay[]? _days;

    public BlockId Id => id;

    public BoundChunk[] Chunks => chunks;

    /// <summary>Not opened yet; null until they were read, and after.</summary>
    public byte[]? Bytes { get; private set; }

    public void Load(ReadSession session) => Bytes ??= _days is null ? session.ReadBlock(id) : null;

    /// <summary>Opens what was loaded; of one block at a time, of several in parallel.</summary>
    /// <param name="lent">In whose arrays: it lives no longer than they.</param>
    /// <returns>False where the bytes are not the readings of these chunks.</returns>
    public bool TryOpen(LentReadings lent)
    {
        if (_days is null && BlockCodec.TryDecode(id, chunks, Bytes, out KeptDay[]? days, lent))
        {
            _days = days;
            Bytes = null;
        }

        return _days is not null;
    }

    /// <summary>The readings of one of the chunks, by its place; only after <see cref="TryOpen"/>.</summary>
    public KeptDay Of(int place) => _days![place];
}
