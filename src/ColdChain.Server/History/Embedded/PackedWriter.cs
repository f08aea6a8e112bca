using System.Buffers;

namespace ColdChain.Server.History.Embedded;

/// <summary>Writes whole numbers in seven-bit groups, low ones first, the top bit set on all but the last (LEB128).</summary>
/// <remarks>Grows by itself; the buffer that was handed in is used first. Give it back with <see cref="Dispose"/>.</remarks>
internal ref struct PackedWriter
{
    private Span<byte> _buffer;
    private byte[]? _rented;
    private int _length;

    public PackedWriter(Span<byte> first) => _buffer = first;

    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    public void Unsigned(ulong number)
    {
        if (_buffer.Length - _length < 10)
        {
            Grow();
        }

        while (number >= 0x80)
        {
            _buffer[_length++] = unchecked((byte)(number | 0x80));
            number >>= 7;
        }

        _buffer[_length++] = (byte)number;
    }

    /// <summary>Folded, so that a small negative number is short as well.</summary>
    public void Signed(long number) => Unsigned(unchecked((ulong)((number << 1) ^ (number >> 63))));

    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(256, _buffer.Length * 2));
        _buffer[.._length].CopyTo(larger);
        Dispose();
        _rented = larger;
        _buffer = larger;
    }
}
