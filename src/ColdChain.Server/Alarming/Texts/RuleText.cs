using System.Globalization;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;

namespace ColdChain.Server.Alarming.Texts;

/// <summary>A rule of alarm in words: what had to happen before somebody was told.</summary>
public static class RuleText
{
    /// <summary>Such as "above 8.0℃ for 10 minutes" or "24 小时内累计高于 8.0℃ 已满 60 分钟".</summary>
    public static string Of(AlarmRule rule, bool english)
    {
        ArgumentNullException.ThrowIfNull(rule);
        string beyond = Beyond(rule.Limit, english);
        string hold = Length(rule.Hold, english);
        string window = Length(rule.Window, english);
        return rule.Counting switch
        {
            RuleCounting.Waiting when rule.IsForFreezeSensitiveStock =>
                english ? $"{beyond}, and freeze-sensitive vaccine is inside" : $"{beyond}，而箱内有怕冻疫苗",
            RuleCounting.Waiting when rule.Hold == TimeSpan.Zero => beyond,
            RuleCounting.Waiting => english ? $"{beyond} for {hold}" : $"{beyond} 已满 {hold}",
            RuleCounting.WithinExcursion =>
                english ? $"{beyond} for {hold} in all, with short returns" : $"本次累计{beyond} 已满 {hold}（中间短暂恢复）",
            RuleCounting.WithinWindow =>
                english ? $"{beyond} for {hold} in all within {window}" : $"{window}内累计{beyond} 已满 {hold}",
        };
    }

    private static string Beyond(Limit limit, bool english)
    {
        string value = $"{TemperatureText.Show(limit.Value, limit.Value)}℃";
        return (limit.Side, limit.Inclusive, english) switch
        {
            (LimitSide.High, true, true) => $"above {value}",
            (LimitSide.High, true, false) => $"高于 {value}",
            (LimitSide.High, false, true) => $"at or above {value}",
            (LimitSide.High, false, false) => $"达到或高于 {value}",
            (LimitSide.Low, true, true) => $"below {value}",
            (LimitSide.Low, true, false) => $"低于 {value}",
            (LimitSide.Low, false, true) => $"at or below {value}",
            (LimitSide.Low, false, false) => $"达到或低于 {value}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Minutes up to 90, as people say it; hours beyond.</summary>
    private static string Length(TimeSpan length, bool english)
    {
        bool isInHours = length > TimeSpan.FromMinutes(90);
        string number = (isInHours ? length.TotalHours : length.TotalMinutes).ToString("0.#", CultureInfo.InvariantCulture);
        return (isInHours, english) switch
        {
            (true, true) => $"{number} hours",
            (true, false) => $"{number} 小时",
            (false, true) => $"{number} minutes",
            (false, false) => $"{number} 分钟",
        };
    }
}
