namespace ColdChain.Server.History.Embedded;

/// <summary>Reads what <see cref="PackedWriter"/> wrote; of other bytes it reads zeros and says that they were damaged.</summary>
internal ref struct PackedReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>A number did not end, or did not fit.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>All was read and nothing was wrong.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty && !IsDamaged;

    public readonly int BytesLeft => _rest.Length;

    public ulong Unsigned()
    {
        ulong number = 0;
        for (int index = 0; index < _rest.Length && index < 10; index++)
        {
            byte next = _rest[index];
            number |= (ulong)(next & 0x7F) << (7 * index);
            if (next < 0x80)
            {
                bool fits = index < 9 || next < 2;
                IsDamaged |= !fits;
                _rest = _rest[(index + 1)..];
                return fits ? number : 0;
            }
        }

        IsDamaged = true;
        _rest = [];
        return 0;
    }

    public long Signed()
    {
        ulong folded = Unsigned();
        return (long)(folded >> 1) ^ -(long)(folded & 1);
    }

    /// <summary>Zero to two thousand million.</summary>
    public int Int32()
    {
        ulong number = Unsigned();
        IsDamaged |= number > int.MaxValue;
        return number > int.MaxValue ? 0 : (int)number;
    }

    public long Int64()
    {
        ulong number = Unsigned();
        IsDamaged |= number > long.MaxValue;
        return number > long.MaxValue ? 0 : (long)number;
    }
}
