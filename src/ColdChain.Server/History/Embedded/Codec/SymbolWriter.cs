using System.Buffers;
using System.Buffers.Binary;

namespace ColdChain.Server.History.Embedded.Codec;

/// <summary>
/// Range coding by an asymmetric numeral system (rANS): each symbol takes as much room as it was unexpected, also less than
/// a bit.
/// </summary>
/// <remarks>
/// What is written last is read first. So the stretches of all symbols are noted in order, and the bytes made of them from
/// the end, with a state of 32 bits that hands over 16 at a time:
/// <code>
/// state    0 to 4 bytes   what is left of the state, the highest byte first, without leading zeros
/// words    2 bytes each   in the order in which the reader takes them
/// </code>
/// The number of bytes says which there are: words are only made by a state that keeps 3 or 4 bytes. A writer begins with
/// state 0, so a reader that has read everything must stand at 0 again.
/// Source: J. Duda, "Asymmetric numeral systems" (arXiv 1311.2540).
/// </remarks>
internal readonly ref struct SymbolWriter : ISymbolCoder
{
    /// <summary>The reader takes two bytes more when its state falls below.</summary>
    public const uint Lowest = 1 << 16;

    private readonly Span<short> _models;
    private readonly StretchList _stretches;

    /// <param name="models"><see cref="ChunkModels.Length"/> shorts to work in.</param>
    /// <param name="stretches">Empty.</param>
    public SymbolWriter(Span<short> models, StretchList stretches)
    {
        _models = models;
        _stretches = stretches;
        ChunkModels.Reset(models);
    }

    public static bool Writes => true;

    public static int HeadLength(int length) => length < 3 ? length : length % 2 == 0 ? 4 : 3;

    public int Symbol(int model, int symbol)
    {
        ref short of = ref SymbolModel.Of(_models, model);
        int start = SymbolModel.Bound(ref of, symbol);
        _stretches.Add(start, SymbolModel.Bound(ref of, symbol + 1) - start);
        SymbolModel.Learn(ref of, symbol);
        return symbol;
    }

    public uint Bits(uint value, int count)
    {
        int shift = SymbolModel.TotalBits - count;
        _stretches.Add((int)value << shift, 1 << shift);
        return value;
    }

    /// <summary>The bytes of all that was written, after as many as the caller wants to put before them.</summary>
    public byte[] ToArray(int before)
    {
        ReadOnlySpan<uint> stretches = _stretches.All;
        byte[] room = ArrayPool<byte>.Shared.Rent((stretches.Length * 2) + 4);
        int at = room.Length;
        uint state = 0;
        for (int index = stretches.Length - 1; index >= 0; index--)
        {
            uint start = StretchList.Start(stretches[index]);
            uint width = StretchList.Width(stretches[index]);
            if (state >= (ulong)width << (32 - SymbolModel.TotalBits))
            {
                at -= 2;
                BinaryPrimitives.WriteUInt16BigEndian(room.AsSpan(at), (ushort)(state & 0xFFFF));
                state >>= 16;
            }

            state = ((state / width) << SymbolModel.TotalBits) + (state % width) + start;
        }

        for (; state != 0; state >>= 8)
        {
            room[--at] = (byte)(state & 0xFF);
        }

        byte[] bytes = new byte[before + room.Length - at];
        room.AsSpan(at).CopyTo(bytes.AsSpan(before));
        ArrayPool<byte>.Shared.Return(room);
        return bytes;
    }
}
