namespace ColdChain.Server.History.Embedded.Codec;

/// <summary>The models of a chunk by number, and what each expects before it has seen anything.</summary>
internal static class ChunkModels
{
    /// <summary>Steps of the value, one model for each <see cref="ValueTrack.Trend"/>.</summary>
    public const int Value = 0;
    public const int ValueFar = Value + ValueTrack.Trends;

    /// <summary>How far a moment is from where it was expected.</summary>
    public const int Moment = ValueFar + 1;
    public const int MomentFar = Moment + 1;
    public const int MomentsMissing = MomentFar + 1;

    /// <summary>Which of the other columns are not as expected: and how many readings that do not lie before.</summary>
    public const int Surprise = MomentsMissing + 1;
    public const int SurpriseRun = Surprise + 1;
    public const int SurpriseLongRun = SurpriseRun + 1;
    public const int StoredMinute = SurpriseLongRun + 1;
    public const int StoredFar = StoredMinute + 1;
    public const int Flags = StoredFar + 1;
    public const int Journal = Flags + 1;
    public const int Head = Journal + 1;
    public const int Count = Head + 1;

    private static readonly short[] AtFirst = MakeAtFirst();

    public static int Length => Count * SymbolModel.Length;

    public static void Reset(Span<short> models) => AtFirst.CopyTo(models);

    private static short[] MakeAtFirst()
    {
        // Near values are likelier than far ones; symbol 7 is "as expected", 15 is "far".
        short[] near = SymbolModel.Expecting(symbol => symbol == 15 ? 8 : Math.Max(256 / (1 + (symbol - 7) * (symbol - 7)), 8));
        short[] any = SymbolModel.Expecting(_ => 1);
        short[] all = new short[Length];
        for (int model = 0; model < Count; model++)
        {
            short[] expecting = model is < ValueFar or Moment ? near : any;
            expecting.CopyTo(all, model * SymbolModel.Length);
        }

        return all;
    }
}
