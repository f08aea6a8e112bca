using System.Globalization;
using ColdChain.Core.HandReadings;
using ColdChain.Server.Inspection;
using ColdChain.Server.People;

namespace ColdChain.Server.Pages.Inspection;

/// <summary>The rules of hand readings in the words of a form: what is wrong and what to do instead.</summary>
internal static class HandReadingText
{
    public static string Slot(HandReadingSlot slot, CurrentLanguage language) => slot switch
    {
        HandReadingSlot.Morning => language.Say("上午", "Morning"),
        HandReadingSlot.Afternoon => language.Say("下午", "Afternoon"),
    };

    public static string Fault(HandReadingOutcome.Refused refused, CurrentLanguage language) => refused.Fault switch
    {
        HandReadingFault.NotOwnStaff => language.Say(
            "只有本单位的接种人员可以签字登记。", "Only the staff of this facility may sign a reading."),
        HandReadingFault.NotATemperature => language.Say(
            "请填写一个温度数字，例如 4.5（-90 到 60 °C）。", "Enter one temperature, such as 4.5 (-90 to 60 °C)."),
        HandReadingFault.OutsideTheWindows => language.Say(
            "登记时间为上午 06:00–11:59、下午 12:00–18:59；错过时段可在 24 小时内补录。",
            "Readings are entered 06:00–11:59 and 12:00–18:59; a missed one can be entered late within 24 hours."),
        HandReadingFault.SlotIsTaken => language.Say(
            "这个时段已经登记。如有错误，请用“更正”。", "This half of the day has its reading. If it is wrong, correct it."),
        HandReadingFault.TooCloseToTheOther => language.Say(
            $"两次测温至少间隔 6 小时{From(refused, "，", " 起可以登记")}。", $"Two readings are at least 6 hours apart{From(refused, "; possible from ", string.Empty)}."),
        HandReadingFault.ReasonMissing => language.Say("补录和更正必须填写原因。", "A late entry or a correction needs a reason."),
        HandReadingFault.TooLate => language.Say(
            "已超过 24 小时，不能再补录或更正；该时段保留为“未记录”。", "More than 24 hours have passed; it stays as it is."),
        HandReadingFault.InTheFuture => language.Say("填写的时间还没有到。", "The time entered has not come yet."),
        HandReadingFault.AlreadyReplaced => language.Say("这条记录已经被更正过，请刷新页面。", "This reading was corrected already; reload the page."),
    };

    private static string From(HandReadingOutcome.Refused refused, string before, string after) =>
        refused.NotBefore is { } moment
            ? before + moment.ToString("HH:mm", CultureInfo.InvariantCulture) + after
            : string.Empty;
}
