namespace ColdChain.Server.History.Embedded.Codec;

/// <summary>What of a reading is not as those before it let expect, added up in one symbol.</summary>
internal static class SeriesSurprise
{
    public const int Moment = 1;
    public const int StoredMinute = 2;
    public const int Flags = 4;
    public const int Journal = 8;

    /// <summary>A run from this on is written as a number.</summary>
    private const int Long = SymbolModel.Symbols - 1;

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

    /// <summary>
    /// How many readings are as expected, then what is not as expected of the next, until the end. What is sent five by five
    /// surprises each fifth time, and its model knows that after the first few.
    /// </summary>
    public static void Code<TCoder>(ref TCoder coder, Span<int> surprises)
        where TCoder : ISymbolCoder, allows ref struct
    {
        for (int index = 1; index < surprises.Length; index++)
        {
            Span<int> rest = surprises[index..];
            int run = CodeRun(ref coder, TCoder.Writes ? Run(rest) : 0);
            run = Math.Min(run, rest.Length);
            rest[..run].Clear();
            index += run;
            if (index < surprises.Length)
            {
                surprises[index] = coder.Symbol(ChunkModels.Surprise, surprises[index]);
            }
        }
    }

    private static int Run(ReadOnlySpan<int> rest)
    {
        int run = rest.IndexOfAnyExcept(0);
        return run < 0 ? rest.Length : run;
    }

    private static int CodeRun<TCoder>(ref TCoder coder, int run)
        where TCoder : ISymbolCoder, allows ref struct
    {
        int found = coder.Symbol(ChunkModels.SurpriseRun, Math.Min(run, Long));
        return found < Long ? found : Long + (int)Math.Min(
            NumberCoding.Number(ref coder, ChunkModels.SurpriseLongRun, (uint)Math.Max(run - Long, 0)), ChunkCodec.MostReadings);
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
