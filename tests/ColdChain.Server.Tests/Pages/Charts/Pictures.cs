using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Pages.Charts;

namespace ColdChain.Server.Tests.Pages.Charts;

/// <summary>Makes pictures of a fridge so that a test shows only what matters.</summary>
internal static class Pictures
{
    public static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>2026-11-21 00:00 in Shanghai.</summary>
    public static readonly Instant Start = Instant.FromDateTimeOffset(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.FromHours(8)));

    public static ChartPicture Fridge(TimeSpan length, params ChartPoint[] points) => new()
    {
        Key = "c",
        From = Start,
        Until = Start + length,
        Now = Start + length,
        Zone = Shanghai,
        Lines = [new ChartLine("top", points)],
        Low = StandardProfiles.CnImmFridge.Low,
        High = StandardProfiles.CnImmFridge.High,
        LongestInterval = StorageProfile.DefaultLongestInterval,
        Words = ChartWords.English,
    };

    public static ChartPoint At(double minutes, int milliCelsius) =>
        new(Start + TimeSpan.FromMinutes(minutes), Temperature.FromMilliCelsius(milliCelsius));

    /// <summary>A day of a fridge: a saw-tooth of the compressor, away from 03:00 to 05:00, warm from 14:00 to 15:30.</summary>
    public static ChartPicture Day()
    {
        List<ChartPoint> points = [];
        for (int minute = 0; minute < 24 * 60; minute += 2)
        {
            if (minute is >= 180 and < 300)
            {
                continue;
            }

            int saw = 4_000 + (Math.Abs((minute % 60) - 30) * 40);
            int warm = minute is >= 840 and <= 930 ? Math.Min(minute - 840, 930 - minute) * 140 : 0;
            points.Add(At(minute, saw + warm));
        }

        TimeRange warmTime = new(Start + TimeSpan.FromMinutes(866), Start + TimeSpan.FromMinutes(904));
        return Fridge(TimeSpan.FromDays(1), [.. points]) with { Excursions = [new ChartShade(warmTime, LimitSide.High)] };
    }
}
