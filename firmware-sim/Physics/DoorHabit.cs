namespace FirmwareSim.Physics;

/// <summary>How often staff open the door in working hours; the moments of a day depend on the seed and the date alone.</summary>
/// <param name="PerDay">Openings a day; 0 for none.</param>
/// <param name="UtcOffset">The clock on the wall.</param>
/// <param name="Seed">Of this fridge.</param>
internal sealed record DoorHabit(int PerDay, TimeSpan UtcOffset, ulong Seed)
{
    private const long SecondsPerDay = 86_400;

    /// <summary>Vaccination hours, local: 08:00 to 17:00.</summary>
    private const long OpensAt = 8 * 3_600;

    private const long OpenFor = 9 * 3_600;

    /// <summary>A hand that takes a box: 8 to 33 s.</summary>
    private const long ShortestSeconds = 8;

    private const long SpreadSeconds = 25;

    /// <summary>The openings of the local day that holds this second, and where that day ends; both in Unix seconds.</summary>
    public (IReadOnlyList<SecondRange> Openings, long DayEnd) On(long unixSecond)
    {
        long offset = (long)UtcOffset.TotalSeconds;
        long day = Math.DivRem(unixSecond + offset, SecondsPerDay).Quotient;
        long dayStart = (day * SecondsPerDay) - offset;
        SecondRange[] openings = new SecondRange[PerDay];
        for (int i = 0; i < PerDay; i++)
        {
            long position = (day * 1_000) + i;
            long start = dayStart + OpensAt + (long)(StableNoise.Fraction(Seed, position) * OpenFor);
            long length = ShortestSeconds + (long)(StableNoise.Fraction(Seed, ~position) * SpreadSeconds);
            openings[i] = new SecondRange(start, start + length);
        }

        return (openings, dayStart + SecondsPerDay);
    }
}
