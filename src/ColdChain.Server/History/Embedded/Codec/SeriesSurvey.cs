using System.Buffers;
using System.Numerics;

namespace ColdChain.Server.History.Embedded.Codec;

/// <summary>Finds the shape under which a series takes little room. Any shape would do; none makes a series unwritable.</summary>
internal static class SeriesSurvey
{
    /// <summary>Of so many readings one may be off the beat before the whole series counts as lying about it.</summary>
    private const int JitteryShare = 6;

    /// <summary>Finds the shape, and the surprises under it.</summary>
    public static SeriesShape Of(SeriesColumns columns)
    {
        int[] steps = ArrayPool<int>.Shared.Rent(columns.Count);
        Span<int> room = steps.AsSpan(0, columns.Count - 1);
        Steps(columns.Values, room);
        uint valueStep = CommonStep(room);
        int valueBits = NoiseBits(room, valueStep, 0);

        Steps(columns.Moments, room);
        uint momentStep = CommonStep(room);
        int usual = Middle(room, out int offBeat);
        int momentBits = NoiseBits(room, momentStep, usual);
        ArrayPool<int>.Shared.Return(steps);

        SeriesShape shape = new(
            momentStep, (int)(usual / (long)momentStep), offBeat > columns.Count / JitteryShare, momentBits, valueStep, valueBits,
            IsStoredAtOnce(columns), HasSurprises: false);
        return shape with { HasSurprises = SeriesSurprise.Find(columns, shape) };
    }

    private static void Steps(ReadOnlySpan<int> column, Span<int> steps)
    {
        for (int index = 0; index < steps.Length; index++)
        {
            steps[index] = unchecked(column[index + 1] - column[index]);
        }
    }

    /// <summary>The greatest number that all steps are multiples of; 1 where there is no step.</summary>
    private static uint CommonStep(ReadOnlySpan<int> steps)
    {
        uint common = 0;
        foreach (int step in steps)
        {
            uint size = Size(step);
            if (common == 0 || size % common != 0)
            {
                while (size != 0)
                {
                    (common, size) = (size, common % size);
                }
            }

            if (common == 1)
            {
                return 1;
            }
        }

        return Math.Max(common, 1);
    }

    /// <summary>Sorts the steps; most of a regular series are the one in the middle.</summary>
    private static int Middle(Span<int> steps, out int others)
    {
        others = 0;
        if (steps.IsEmpty)
        {
            return 0;
        }

        steps.Sort();
        int middle = steps[steps.Length / 2];
        foreach (int step in steps)
        {
            others += step == middle ? 0 : 1;
        }

        return middle;
    }

    /// <summary>How many of the lowest bits are left when all but the rare steps are to fit seven up and seven down.</summary>
    private static int NoiseBits(ReadOnlySpan<int> steps, uint unit, int about)
    {
        ulong sum = 0;
        foreach (int step in steps)
        {
            sum += Math.Min(Size(unchecked(step - about)) / unit, 4096);
        }

        ulong mean = steps.IsEmpty ? 0 : 2 * sum / (ulong)steps.Length;
        return Math.Max(BitOperations.Log2(mean) - 2, 0);
    }

    private static bool IsStoredAtOnce(SeriesColumns columns)
    {
        int stays = 0;
        int follows = 0;
        for (int index = 1; index < columns.Count; index++)
        {
            int went = unchecked(columns.StoredMinutes[index] - columns.StoredMinutes[index - 1]);
            stays += went == 0 ? 1 : 0;
            follows += went == (columns.Moments[index] / 60_000) - (columns.Moments[index - 1] / 60_000) ? 1 : 0;
        }

        return follows >= stays;
    }

    private static uint Size(int step) => unchecked((uint)(step < 0 ? -step : step));
}
