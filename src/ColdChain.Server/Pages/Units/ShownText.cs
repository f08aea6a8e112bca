using ColdChain.Core.Observing;
using ColdChain.Server.Pages.Parts;
using ColdChain.Server.People;

namespace ColdChain.Server.Pages.Units;

/// <summary>EX-29. What can be shown of a stretch, in words.</summary>
public static class ShownText
{
    public static string Of(UnitShown shown, CurrentLanguage language)
    {
        ArgumentNullException.ThrowIfNull(shown);
        ArgumentNullException.ThrowIfNull(language);
        string most = DurationText.Show(TimeSpan.FromMilliseconds(shown.OutAtMostMilliseconds), language.IsEnglish);
        string least = DurationText.Show(TimeSpan.FromMilliseconds(shown.OutAtLeastMilliseconds), language.IsEnglish);
        return shown.Verdict switch
        {
            ShownVerdict.ShownInRange => language.Say("能", "yes"),
            ShownVerdict.CannotBeShown => language.Say($"无法证明：无数据时最多可能超出 {most}", $"cannot be shown: without data it may have been out for up to {most}"),
            ShownVerdict.ShownOut when least == most => language.Say($"否：超出 {most}", $"no: out for {most}"),
            ShownVerdict.ShownOut => language.Say($"否：超出至少 {least}，最多 {most}", $"no: out for at least {least}, at most {most}"),
        };
    }
}
