namespace ColdChain.Core.LoggerFiles.Delimited;

/// <summary>What the title of a column says about what is in it.</summary>
public static class ColumnTitles
{
    private static readonly HashSet<string> TimeTitles = new(StringComparer.Ordinal)
    {
        "time", "timestamp", "date", "datetime", "isodatetime", "dateandtime", "datetimeutc", "timeutc", "timestamputc", "utc", "utctime",
        "localtime", "datetimelocal", "measuredat", "recordedat", "loggedat", "readingtime", "sampletime", "at", "ts", "when", "createdat",
        "epoch", "unixtime", "linuxtime", "unix", "unixms", "timestampms", "epochms", "unixtimestamp", "时间", "日期", "日期时间", "记录时间", "测量时间", "采集时间",
    };

    private static readonly HashSet<string> TemperatureTitles = new(StringComparer.Ordinal)
    {
        "temperature", "temp", "celsius", "degc", "temperaturec", "tempc", "temperaturedegc", "tempdegc", "temperaturecelsius", "tempcelsius",
        "temperaturef", "tempf", "temperaturedegf", "temperaturefahrenheit", "tempfahrenheit", "fahrenheit", "tvc", "温度", "温度值", "温度c", "温度f",
    };

    private static readonly HashSet<string> ValueTitles = new(StringComparer.Ordinal)
    {
        "value", "reading", "measurement", "measuredvalue", "t", "c", "数值", "读数", "测量值",
    };

    /// <summary>A temperature, but not the one that the store has.</summary>
    private static readonly string[] OtherFigures =
        ["limit", "setpoint", "alarm", "alert", "min", "max", "avg", "mean", "high", "low", "device", "chip", "battery", "dew"];

    /// <summary>2: surely a time; 1: speaks of time; 0: says nothing of it.</summary>
    public static int TimeRank(string title)
    {
        string plain = Plain(title);
        if (TimeTitles.Contains(plain))
        {
            return 2;
        }

        return ContainsAny(plain, "time", "date", "时间", "日期") ? 1 : 0;
    }

    /// <summary>4: surely the temperature; 3: speaks of one; 2: a value; 1: anything.</summary>
    public static int ValueRank(string title)
    {
        string plain = Plain(title);
        if (TemperatureTitles.Contains(plain))
        {
            return 4;
        }

        bool speaksOfTemperature = ContainsAny(plain, "temp", "celsius", "fahrenheit", "温度")
            || ContainsAny(title.ToLowerInvariant(), "°c", "℃", "ºc", "°f", "℉");
        if (speaksOfTemperature && !ContainsAny(plain, OtherFigures))
        {
            return 3;
        }

        return ValueTitles.Contains(plain) ? 2 : 1;
    }

    public static bool IsFahrenheit(string title)
    {
        string lower = title.ToLowerInvariant();
        return ContainsAny(lower, "°f", "℉", "ºf", "fahrenheit", "(f)", "[f]", "degf", "deg f", "\ufffdf")
            || lower.EndsWith("_f", StringComparison.Ordinal) || lower.EndsWith(" f", StringComparison.Ordinal)
            || Plain(title) is "tempf" or "temperaturef" or "温度f";
    }

    /// <summary>Letters and digits alone, in lower case: "Temperature (°C)" is "temperaturec".</summary>
    private static string Plain(string title) => string.Concat(title.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static bool ContainsAny(string text, params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (text.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
