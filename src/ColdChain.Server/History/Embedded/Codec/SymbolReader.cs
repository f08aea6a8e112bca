using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ColdChain.Server.History.Embedded.Codec;

/// <summary>Reads what <see cref="SymbolWriter"/> wrote. Reading on past the end gives numbers without meaning, never a fault.</summary>
internal readonly ref struct SymbolReader : ISymbolCoder
{
    private static readonly byte[] Nothing = new byte[2];

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly Span<short> _models;
    private readonly int _length;
    private readonly int _lastWord;
    private readonly ref uint _state;
    private readonly ref int _next;

    /// <param name="bytes">What the writer gave.</param>
    /// <param name="models"><see cref="ChunkModels.Length"/> shorts to work in.</param>
    /// <param name="state">The reader's own; a readonly value keeps what changes with its owner.</param>
    /// <param name="next">The reader's own: where the next word is.</param>
    public SymbolReader(ReadOnlySpan<byte> bytes, Span<short> models, ref uint state, ref int next)
    {
        _bytes = bytes.Length < 2 ? Nothing : bytes;
        _length = bytes.Length;
        _lastWord = Math.Max(bytes.Length - 2, 0);
        _models = models;
        _state = ref state;
        _next = ref next;
        ChunkModels.Reset(models);
        _next = SymbolWriter.HeadLength(bytes.Length);
        _state = 0;
        foreach (byte one in bytes[.._next])
        {
            _state = (_state << 8) | one;
        }
    }

    public static bool Writes => false;

    /// <summary>Whether everything was read and the state is the one that every writer begins with.</summary>
    public bool IsAtEnd => _next == _length && _state == 0;

    public int Symbol(int model, int symbol)
    {
        ref short of = ref SymbolModel.Of(_models, model);
        int place = (int)(_state & (SymbolModel.Total - 1));
        int found = SymbolModel.At(ref of, place);
        int start = SymbolModel.Bound(ref of, found);
        Take(place - start, SymbolModel.Bound(ref of, found + 1) - start);
        SymbolModel.Learn(ref of, found);
        return found;
    }

    public uint Bits(uint value, int count)
    {
        int shift = SymbolModel.TotalBits - count;
        int place = (int)(_state & (SymbolModel.Total - 1));
        int found = place >> shift;
        Take(place - (found << shift), 1 << shift);
        return (uint)found;
    }

    private void Take(int within, int width)
    {
        unchecked
        {
            uint state = ((uint)width * (_state >> SymbolModel.TotalBits)) + (uint)within;

            // Whether another word is needed cannot be foreseen; a branch here would cost more than all the rest.
            ref byte at = ref Unsafe.Add(ref MemoryMarshal.GetReference(_bytes), Math.Min(_next, _lastWord));
            uint filled = (state << 16) | BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ushort>(ref at));
            int needed = (int)(((long)state - SymbolWriter.Lowest) >> 63) & ((_next - _length) >> 31);
            _state = state ^ ((filled ^ state) & (uint)needed);
            _next -= needed * 2;
        }
    }
}
