using ColdChain.Core.Observing;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Server.People;

namespace ColdChain.Server.Pages.Units;

/// <summary>A finding in words: what is in doubt, and what to look for. Calm: it is no alarm.</summary>
internal sealed class ObservationText(CurrentLanguage language)
{
    public string What(ObservationFinding finding) => finding.Kind switch
    {
        ObservationKind.Gap => Say("数据缺失", "no data"),
        ObservationKind.SensorFault => Say($"传感器故障：{Fault(finding.Fault)}", $"sensor fault: {Fault(finding.Fault)}"),
        ObservationKind.Stuck => Say(
            $"读数停在 {Degrees(finding.Value)} 长时间不变，请检查探头；满 3 天不变后，在范围内的时间不再计为合格",
            $"the value stands still at {Degrees(finding.Value)}: check the probe; after three days its time no longer counts as in range"),
        ObservationKind.ImplausibleJump => Say(
            $"读数突跳 {Degrees(finding.Value)} → {Degrees(finding.OtherValue)}，探头不可能这样快",
            $"a jump {Degrees(finding.Value)} → {Degrees(finding.OtherValue)}, faster than a probe can be"),
        ObservationKind.ProbeOutside => Say(
            $"探头疑似移出设备（最高 {Degrees(finding.OtherValue)}）：是否取出读数或更换？",
            $"the probe seems to have been outside (up to {Degrees(finding.OtherValue)}): taken out to be read, or swapped?"),
        ObservationKind.ClockWrong => Say("时钟不可信，时间可能有误", "the clock was wrong: times may be off"),
        ObservationKind.ClockStepped => Say("时钟跳变", "the clock stepped"),
        ObservationKind.DaylightSaving => Say("夏令时变更", "summer time changed"),
        ObservationKind.PowerLost => Say("停电", "power lost"),
        ObservationKind.Disagreement => Say(
            $"两个探头读数不一致：{Degrees(finding.Value)} 与 {Degrees(finding.OtherValue)}",
            $"two sensors disagree: {Degrees(finding.Value)} and {Degrees(finding.OtherValue)}"),
    };

    private string Fault(SensorFault? fault) => fault switch
    {
        SensorFault.ProbeMissing => Say("探头未接", "no probe"),
        SensorFault.Sentinel => Say("无效值", "invalid value"),
        SensorFault.OutOfRange => Say("超出测量范围", "beyond what it measures"),
        SensorFault.NoAnswer => Say("无应答", "no answer"),
        SensorFault.Garbled => Say("数据损坏", "garbled answer"),
        SensorFault.DeviceError => Say("设备报错", "error of the device"),
        null => "—",
    };

    private static string Degrees(Temperature? value) => value is { } known ? TemperatureText.Show(known) + " °C" : "—";

    private string Say(string chinese, string english) => language.Say(chinese, english);
}
