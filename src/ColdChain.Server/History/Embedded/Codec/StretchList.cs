using System.Buffers;

namespace ColdChain.Server.History.Embedded.Codec;

/// <summary>The stretches of the symbols that were written, in order; lives as long as one chunk is being written.</summary>
internal sealed class StretchList : IDisposable
{
    private uint[] _stretches = ArrayPool<uint>.Shared.Rent(8192);
    private int _count;

    public ReadOnlySpan<uint> All => _stretches.AsSpan(0, _count);

    public static uint Start(uint stretch) => stretch & 0xFFFF;

    public static uint Width(uint stretch) => stretch >> 16;

    public void Add(int start, int width)
    {
        if (_count == _stretches.Length)
        {
            uint[] longer = ArrayPool<uint>.Shared.Rent(_count * 2);
            _stretches.CopyTo(longer, 0);
            ArrayPool<uint>.Shared.Return(_stretches);
            _stretches = longer;
        }

        _stretches[_count++] = ((uint)width << 16) | (uint)start;
    }

    public void Dispose() => ArrayPool<uint>.Shared.Return(_stretches);
}
