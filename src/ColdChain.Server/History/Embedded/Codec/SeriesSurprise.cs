namespace ColdChain.Server.History.Embedded.Codec;

/// <summary>What of a reading is not as those before it let expect, added up in one symbol.</summary>
internal static class SeriesSurprise
{
    public const int Moment = 1;
    public const int StoredMinute = 2;
    public const int Flags = 4;
    public const int Journal = 8;

    private const int All = 15;

    /// <summary>Finds the surprises of a series that is to be written, and says whether there is one.</summary>
    public static bool Find(SeriesColumns columns, SeriesShape shape)
    {
        Span<int> surprises = columns.Surprises;
        surprises.Clear();
        int all = 0;
        for (int index = 1; index < surprises.Length; index++)
        {
            int found = Of(columns, shape, index);
            surprises[index] = found;
            all |= found;
        }

        return all != 0;
    }

    /// <summary>The minute at which a reading will have been stored when nothing is as slow or as quick as it was.</summary>
    public static int ExpectedMinute(SeriesColumns columns, SeriesShape shape, int index)
    {
        unchecked
        {
            int before = columns.StoredMinutes[index - 1];
            return shape.IsStoredAtOnce
                ? before + (columns.Moments[index] / 60_000) - (columns.Moments[index - 1] / 60_000)
                : before;
        }
    }

    public static void Code<TCoder>(ref TCoder coder, Span<int> surprises)
        where TCoder : ISymbolCoder, allows ref struct
    {
        int model = ChunkModels.Surprise;
        for (int index = 1; index < surprises.Length; index++)
        {
            surprises[index] = coder.Symbol(model, surprises[index]) & All;
            model = ChunkModels.Surprise + (surprises[index] == 0 ? 0 : 1);
        }
    }

    private static int Of(SeriesColumns columns, SeriesShape shape, int index)
    {
        unchecked
        {
            bool onTime = shape.IsJittery
                || columns.Moments[index] == columns.Moments[index - 1] + (int)(shape.MomentStep * (uint)shape.Interval);
            return (onTime ? 0 : Moment)
                | (columns.StoredMinutes[index] == ExpectedMinute(columns, shape, index) ? 0 : StoredMinute)
                | (columns.Flags[index] == columns.Flags[index - 1] ? 0 : Flags)
                | (columns.Journals[index] == columns.Journals[index - 1] ? 0 : Journal);
        }
    }
}
