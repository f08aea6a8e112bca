namespace ColdChain.Server.History.Embedded.Codec;

/// <summary>One side of the chunk's bytes: a writer takes what it is given, a reader gives back what was written.</summary>
/// <remarks>
/// Every field is described once, by code that runs on both sides, so that a reader cannot understand a field in another
/// way than its writer meant it. Where a reader is asked, the value handed in has no meaning.
/// </remarks>
internal interface ISymbolCoder
{
    static abstract bool Writes { get; }

    /// <param name="model">The number of an adaptive model, see <see cref="ChunkModels"/>.</param>
    /// <param name="symbol">0 to 15.</param>
    int Symbol(int model, int symbol);

    /// <param name="value">Less than 2 to the power of the count.</param>
    /// <param name="count">0 to <see cref="SymbolModel.TotalBits"/>.</param>
    uint Bits(uint value, int count);
}
