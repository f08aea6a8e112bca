using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>The block that was looked into last, unpacked: who asks moment by moment asks for the same one again. One caller at a time.</summary>
internal sealed class BlockInSight
{
    private readonly KeptReading[] _readings = new KeptReading[PackedBlock.Size];
    private byte[]? _bytes;

    /// <summary>Until the next call.</summary>
    public ReadOnlySpan<KeptReading> Of(PackedBlock block)
    {
        if (!ReferenceEquals(block.Bytes, _bytes))
        {
            block.CopyTo(_readings);
            _bytes = block.Bytes;
        }

        return _readings;
    }
}
