namespace ColdChain.Core.Keeping;

/// <summary>How long the readings of a day are kept. Nothing goes by itself when the time is over: a person decides.</summary>
/// <remarks>
/// China: as long as any lot that was inside may be used, and five years more (Vaccine Administration Law of 2019), never
/// less than five years. WHO and US CDC: three years. Where no profile says whose rules hold: ten years [P].
/// </remarks>
public static class Retention
{
    /// <summary>After the last day on which a lot may be used.</summary>
    public const int YearsAfterExpiry = 5;

    private const int YearsInChina = 5;
    private const int YearsElsewhere = 3;
    private const int YearsWhenUnknown = 10;

    /// <summary>The last day on which the readings must still be there.</summary>
    /// <param name="day">On which they were measured.</param>
    /// <param name="profileId">What the unit had to keep, such as <c>CN-IMM/fridge</c>; null for a sensor that sat in none.</param>
    /// <param name="latestExpiry">Of the lots that were inside that day; null when the papers name none, or no expiry.</param>
    public static DateOnly KeepThrough(DateOnly day, string? profileId, DateOnly? latestExpiry)
    {
        DateOnly byProfile = day.AddYears(YearsBy(profileId));
        return latestExpiry?.AddYears(YearsAfterExpiry) is { } byLot && byLot > byProfile ? byLot : byProfile;
    }

    private static int YearsBy(string? profileId) => profileId switch
    {
        not null when profileId.StartsWith("CN-", StringComparison.Ordinal) => YearsInChina,
        not null when profileId.StartsWith("WHO/", StringComparison.Ordinal) => YearsElsewhere,
        not null when profileId.StartsWith("US-CDC/", StringComparison.Ordinal) => YearsElsewhere,
        _ => YearsWhenUnknown,
    };
}
