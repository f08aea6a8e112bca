using System.Buffers;

namespace ColdChain.Server.History.Embedded;

/// <summary>Writes whole numbers in seven-bit groups, low ones first, the top bit set on all but the last (LEB128).</summary>
/// <remarks>Grows by itself, in rented memory; disposed, it gives that back and what was written is gone.</remarks>
internal sealed class PackedWriter : IDisposable
{
    /// <summary>A number of 64 bits takes so many bytes at most.</summary>
    private const int LongestNumber = 10;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1_024);
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void Unsigned(ulong number)
    {
        if (_buffer.Length - _length < LongestNumber)
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
        ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _length) = ([], 0);
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
