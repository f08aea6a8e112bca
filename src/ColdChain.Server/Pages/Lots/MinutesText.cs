namespace ColdChain.Server.Pages.Lots;

/// <summary>A number of minutes as people read it, exact to the minute: 12 d 3 h 04 min.</summary>
public static class MinutesText
{
    public static string Show(long minutes, bool isEnglish)
    {
        (long days, long hours, long rest) = (minutes / 1_440, minutes / 60 % 24, minutes % 60);
        return (days, hours, isEnglish) switch
        {
            (0, 0, true) => $"{rest} min",
            (0, 0, false) => $"{rest} 分钟",
            (0, _, true) => $"{hours} h {rest:00} min",
            (0, _, false) => $"{hours} 小时 {rest:00} 分",
            (_, _, true) => $"{days} d {hours} h {rest:00} min",
            (_, _, false) => $"{days} 天 {hours} 小时 {rest:00} 分",
        };
    }
}
