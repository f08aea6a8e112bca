namespace ColdChain.Server.Pages.Parts;

/// <summary>Lengths of time as people say them, in whole minutes; what is begun and shorter reads "under a minute".</summary>
public static class DurationText
{
    public static string Show(TimeSpan length, bool isEnglish)
    {
        long minutes = (long)length.TotalMinutes;
        (long days, long hours, long rest) = (minutes / (24 * 60), minutes / 60 % 24, minutes % 60);
        return (days, hours, rest, isEnglish) switch
        {
            (0, 0, 0, true) => "under a minute",
            (0, 0, 0, false) => "不到 1 分钟",
            (0, 0, _, true) => $"{rest} min",
            (0, 0, _, false) => $"{rest} 分钟",
            (0, _, 0, true) => $"{hours} h",
            (0, _, 0, false) => $"{hours} 小时",
            (0, _, _, true) => $"{hours} h {rest} min",
            (0, _, _, false) => $"{hours} 小时 {rest} 分",
            (_, _, _, true) => $"{days} d {hours} h",
            (_, _, _, false) => $"{days} 天 {hours} 小时",
        };
    }
}
