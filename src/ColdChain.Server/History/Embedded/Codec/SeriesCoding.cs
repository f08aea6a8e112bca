namespace ColdChain.Server.History.Embedded.Codec;

/// <summary>The columns of a series as symbols, in both directions; each column after those it is expected from.</summary>
/// <remarks>All arithmetic is on 32 bits that wrap, so that any number has a difference to any other.</remarks>
internal static class SeriesCoding
{
    /// <summary>By what part of a lateness a jittery beat is moved, as a power of two.</summary>
    private const int BeatShare = 3;

    /// <summary>Binary places of a track beyond the steps that it is counted in.</summary>
    private const int TrackPlaces = 4;

    public static void Code<TCoder>(ref TCoder coder, SeriesColumns columns, SeriesShape shape)
        where TCoder : ISymbolCoder, allows ref struct
    {
        shape = SeriesShape.Code(ref coder, shape);
        if (shape.HasSurprises)
        {
            SeriesSurprise.Code(ref coder, columns.Surprises);
        }
        else
        {
            columns.Surprises.Clear();
        }

        columns.Moments[0] = NumberCoding.Signed(ref coder, ChunkModels.Head, columns.Moments[0]);
        if (shape.IsJittery)
        {
            CodeJitter(ref coder, columns.Moments, shape);
        }
        else
        {
            CodeBeat(ref coder, columns, shape);
        }

        CodeFirstValue(ref coder, columns.Values, shape);
        CodeValues(ref coder, columns.Values, shape);
        CodeMinutes(ref coder, columns, shape);
        CodeSeldom(ref coder, columns.Flags, columns.Surprises, SeriesSurprise.Flags, ChunkModels.Flags);
        CodeSeldom(ref coder, columns.Journals, columns.Surprises, SeriesSurprise.Journal, ChunkModels.Journal);
    }

    /// <summary>Moments that are on a regular beat, where nothing else is said.</summary>
    private static void CodeBeat<TCoder>(ref TCoder coder, SeriesColumns columns, SeriesShape shape)
        where TCoder : ISymbolCoder, allows ref struct
    {
        unchecked
        {
            Span<int> moments = columns.Moments;
            Span<int> surprises = columns.Surprises;
            int step = (int)(shape.MomentStep * (uint)shape.Interval);
            for (int index = 1; index < moments.Length; index++)
            {
                int expected = moments[index - 1] + step;
                int late = 0;
                if ((surprises[index] & SeriesSurprise.Moment) != 0)
                {
                    late = (int)((moments[index] - expected) / (long)shape.MomentStep);
                    late = CodeGap(ref coder, late, shape.Interval);
                }

                moments[index] = TCoder.Writes ? moments[index] : expected + (late * (int)shape.MomentStep);
            }
        }
    }

    /// <summary>Moments that lie about a regular beat, which follows them slowly.</summary>
    private static void CodeJitter<TCoder>(ref TCoder coder, Span<int> moments, SeriesShape shape)
        where TCoder : ISymbolCoder, allows ref struct
    {
        unchecked
        {
            long beat = 0;
            int now = 0;
            for (int index = 1; index < moments.Length; index++)
            {
                beat += (long)shape.Interval << TrackPlaces;
                int expected = (int)(beat >> TrackPlaces);
                int next = TCoder.Writes ? now + (int)((moments[index] - moments[index - 1]) / (long)shape.MomentStep) : 0;
                int late = next - expected;
                if (NumberCoding.TryNear(ref coder, ChunkModels.Moment, ref late, shape.MomentBits, out _))
                {
                    beat += ((long)late << TrackPlaces) >> BeatShare;
                    next = expected + late;
                }
                else
                {
                    next = expected + CodeGap(ref coder, late, shape.Interval);
                    beat = (long)next << TrackPlaces;
                }

                moments[index] = TCoder.Writes ? moments[index] : moments[index - 1] + ((next - now) * (int)shape.MomentStep);
                now = next;
            }
        }
    }

    /// <summary>How late after the beat, as whole intervals and a rest.</summary>
    private static int CodeGap<TCoder>(ref TCoder coder, int late, int interval)
        where TCoder : ISymbolCoder, allows ref struct
    {
        unchecked
        {
            int missing = interval == 0 ? 0 : (int)Math.Round((double)late / interval);
            missing = NumberCoding.Signed(ref coder, ChunkModels.MomentsMissing, missing);
            return (missing * interval) + NumberCoding.Signed(ref coder, ChunkModels.MomentFar, late - (missing * interval));
        }
    }

    private static void CodeFirstValue<TCoder>(ref TCoder coder, Span<int> values, SeriesShape shape)
        where TCoder : ISymbolCoder, allows ref struct
    {
        unchecked
        {
            int steps = NumberCoding.Signed(ref coder, ChunkModels.Head, (int)(values[0] / (long)shape.ValueStep));
            int rest = NumberCoding.Signed(ref coder, ChunkModels.Head, (int)(values[0] % (long)shape.ValueStep));
            values[0] = (steps * (int)shape.ValueStep) + rest;
        }
    }

    private static void CodeValues<TCoder>(ref TCoder coder, Span<int> values, SeriesShape shape)
        where TCoder : ISymbolCoder, allows ref struct
    {
        unchecked
        {
            int pair = ValueTrack.Level;
            for (int index = 1; index < values.Length; index++)
            {
                int step = TCoder.Writes ? (int)((values[index] - values[index - 1]) / (long)shape.ValueStep) : 0;
                int model = ChunkModels.Value + ValueTrack.Trend(pair);
                if (!NumberCoding.TryNear(ref coder, model, ref step, shape.ValueBits, out int found))
                {
                    step = NumberCoding.Signed(ref coder, ChunkModels.ValueFar, step);
                }

                pair = ValueTrack.Then(pair, found);

                values[index] = TCoder.Writes ? values[index] : values[index - 1] + (step * (int)shape.ValueStep);
            }
        }
    }

    private static void CodeMinutes<TCoder>(ref TCoder coder, SeriesColumns columns, SeriesShape shape)
        where TCoder : ISymbolCoder, allows ref struct
    {
        unchecked
        {
            Span<int> minutes = columns.StoredMinutes;
            Span<int> surprises = columns.Surprises;
            minutes[0] = CodeFirstMinute(ref coder, minutes[0], columns.Moments[0]);
            for (int index = 1; index < minutes.Length; index++)
            {
                int expected = SeriesSurprise.ExpectedMinute(columns, shape, index);
                int late = minutes[index] - expected;
                if ((surprises[index] & SeriesSurprise.StoredMinute) == 0)
                {
                    late = 0;
                }
                else if (!NumberCoding.TryNear(ref coder, ChunkModels.StoredMinute, ref late, bits: 0, out _))
                {
                    late = NumberCoding.Signed(ref coder, ChunkModels.StoredFar, late);
                }

                minutes[index] = expected + late;
            }
        }
    }

    /// <summary>As days since 2026-01-01 and minutes of lateness, for a day that begins at midnight in China; others are longer.</summary>
    private static int CodeFirstMinute<TCoder>(ref TCoder coder, int minute, int moment)
        where TCoder : ISymbolCoder, allows ref struct
    {
        unchecked
        {
            const int FirstDay = 20_454;
            int expected = (moment / 60_000) - (8 * 60);
            int day = Math.DivRem(minute - expected, 24 * 60, out int late);
            day = NumberCoding.Signed(ref coder, ChunkModels.Head, day - FirstDay) + FirstDay;
            return (day * 24 * 60) + NumberCoding.Signed(ref coder, ChunkModels.Head, late) + expected;
        }
    }

    /// <summary>A column that stays as it is, or goes back to what it was before that, or is said anew.</summary>
    private static void CodeSeldom<TCoder>(ref TCoder coder, Span<int> column, Span<int> surprises, int bit, int model)
        where TCoder : ISymbolCoder, allows ref struct
    {
        unchecked
        {
            column[0] = NumberCoding.Signed(ref coder, ChunkModels.Head, column[0]);
            int before = column[0];
            for (int index = 1; index < column.Length; index++)
            {
                int now = column[index - 1];
                if ((surprises[index] & bit) != 0)
                {
                    int change = NumberCoding.Signed(ref coder, model, column[index] == before ? 0 : column[index] - now);
                    column[index] = change == 0 ? before : now + change;
                    before = now;
                }
                else
                {
                    column[index] = now;
                }
            }
        }
    }
}
