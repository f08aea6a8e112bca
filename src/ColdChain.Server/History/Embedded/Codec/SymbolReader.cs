using System.Buffers.Binary;

namespace ColdChain.Server.History.Embedded.Codec;

/// <summary>Reads what <see cref="SymbolWriter"/> wrote. Reading on past the end gives numbers without meaning, never a fault.</summary>
internal readonly ref struct SymbolReader : ISymbolCoder
{
    /// <summary>How many numbers the reader's own state takes.</summary>
    public const int StateLength = 2;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly Span<short> _models;
    private readonly Span<uint> _own;

    /// <param name="bytes">What the writer gave.</param>
    /// <param name="models"><see cref="ChunkModels.Length"/> shorts to work in.</param>
    /// <param name="own"><see cref="StateLength"/> numbers to work in: the state, and where the next word is.</param>
    public SymbolReader(ReadOnlySpan<byte> bytes, Span<short> models, Span<uint> own)
    {
        _bytes = bytes;
        _models = models;
        _own = own;
        ChunkModels.Reset(models);
        int head = SymbolWriter.HeadLength(bytes.Length);
        uint state = 0;
        foreach (byte one in bytes[..head])
        {
            state = (state << 8) | one;
        }

        own[1] = (uint)head;
        own[0] = state;
    }

    public static bool Writes => false;

    /// <summary>Whether everything was read and the state is the one that every writer begins with.</summary>
    public bool IsAtEnd => _own[1] == (uint)_bytes.Length && _own[0] == 0;

    public int Symbol(int model, int symbol)
    {
        Span<short> of = _models.Slice(model * SymbolModel.Length, SymbolModel.Length);
        int place = (int)(_own[0] & (SymbolModel.Total - 1));
        int found = SymbolModel.At(of, place);
        int start = of[found];
        Take(place - start, of[found + 1] - start);
        SymbolModel.Learn(of, found);
        return found;
    }

    public uint Bits(uint value, int count)
    {
        int shift = SymbolModel.TotalBits - count;
        int place = (int)(_own[0] & (SymbolModel.Total - 1));
        int found = place >> shift;
        Take(place - (found << shift), 1 << shift);
        return (uint)found;
    }

    private void Take(int within, int width)
    {
        unchecked
        {
            uint state = ((uint)width * (_own[0] >> SymbolModel.TotalBits)) + (uint)within;
            int next = (int)_own[1];
            if (state < SymbolWriter.Lowest && next < _bytes.Length)
            {
                state = (state << 16) | BinaryPrimitives.ReadUInt16BigEndian(_bytes[next..]);
                _own[1] = (uint)next + 2;
            }

            _own[0] = state;
        }
    }
}
