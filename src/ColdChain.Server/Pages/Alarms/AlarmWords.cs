using System.Globalization;
using ColdChain.Core.Alarms;
using ColdChain.Server.Alarming;
using ColdChain.Server.Alarming.Edge;
using ColdChain.Server.Alarming.Outbox;
using ColdChain.Server.Pages.Parts;

namespace ColdChain.Server.Pages.Alarms;

/// <summary>The words of alarm pages for stages, decisions and failures, in both languages side by side.</summary>
internal static class AlarmWords
{
    public static Tone ToneOf(AlarmStage stage) => stage switch
    {
        AlarmStage.Raised or AlarmStage.Resumed => Tone.Bad,
        AlarmStage.Taken or AlarmStage.BackInRange => Tone.Warn,
        AlarmStage.Closed => Tone.Ok,
    };

    public static (string Chinese, string English) Of(Alarm alarm) => alarm.Stage switch
    {
        AlarmStage.Raised => ("等待应答", "Nobody has answered"),
        AlarmStage.Resumed => ("暂停已到，仍异常", "Pause over, still out of range"),
        AlarmStage.Taken => ($"{alarm.TakenBy} 处理中", $"{alarm.TakenBy} has it"),
        AlarmStage.BackInRange when alarm.State.WokeNobody => ("事后发现，待填原因", "Found late, cause owed"),
        AlarmStage.BackInRange => ("已恢复，待填原因", "Back in range, cause owed"),
        AlarmStage.Closed => ("已关闭", "Closed"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static (string Chinese, string English) Of(NotifyDecision decision) => decision switch
    {
        NotifyDecision.FirstNotice => ("首次通知", "First notice"),
        NotifyDecision.StepDue => ("无人应答，通知下一位", "No answer: the next contact"),
        NotifyDecision.RepeatDue => ("仍无人应答，再次通知全部", "Still no answer: everybody again"),
        NotifyDecision.PauseOver => ("暂停已到，继续通知", "The pause is over: on to the next"),
        NotifyDecision.Settling => ("等待补传数据", "Waiting for late data"),
        NotifyDecision.NotDue => ("未到时间", "Not due"),
        NotifyDecision.Paused => ("暂停中", "Paused"),
        NotifyDecision.BackInRange => ("已恢复", "Back in range"),
        NotifyDecision.Closed => ("已关闭", "Closed"),
        NotifyDecision.NobodyToTell => ("没有联系人", "Nobody to tell"),
    };

    public static (string Chinese, string English) Of(EdgeMoment moment) => moment.Kind switch
    {
        EdgeMomentKind.Raised => ("现场网关报警", "The agent on site sounded its alarm"),
        EdgeMomentKind.SilenceRaised => ("现场网关提示：无温度数据", "The agent on site said that a sensor was silent"),
        EdgeMomentKind.Acknowledged => ($"{moment.By} 在现场确认（{Of(moment.Way).Chinese}）", $"{moment.By} took it on site ({Of(moment.Way).English})"),
        EdgeMomentKind.Over => ("现场网关报警解除", "The agent's alarm on site was over"),
    };

    private static (string Chinese, string English) Of(EdgeWay way) => way switch
    {
        EdgeWay.Page => ("网关页面", "the agent's page"),
        EdgeWay.Command => ("网关命令", "a command at the agent"),
        EdgeWay.Sms => ("短信回复", "a reply by SMS"),
        EdgeWay.Call => ("回电", "a call back"),
        EdgeWay.Other => ("其他方式", "another way"),
    };

    public static (string Chinese, string English) Of(OutboxMessage message) => message.State switch
    {
        OutboxState.Delivered => ("已送达", "delivered"),
        OutboxState.Pending when message.FailedAttempts > 0 => (
            string.Create(CultureInfo.InvariantCulture, $"{message.FailedAttempts} 次未成功，继续尝试"),
            string.Create(CultureInfo.InvariantCulture, $"{message.FailedAttempts} attempts failed, trying on")),
        OutboxState.Pending => ("发送中", "being sent"),
        OutboxState.Superseded => ("已不需要", "no longer needed"),
        OutboxState.Withheld => ("达到每日上限，转入晨报", "beyond the day's limit, in the digest"),
        OutboxState.GivenUp => ("一天未送达，已放弃", "given up after a day"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static (string Chinese, string English) Of(DeliveryFailure failure) => failure switch
    {
        DeliveryFailure.Auth => ("账号或密钥不被接受", "log-in or key refused"),
        DeliveryFailure.RateLimited => ("发送太频繁", "too many messages"),
        DeliveryFailure.Client => ("地址或内容被拒绝", "address or message refused"),
        DeliveryFailure.Server => ("对方服务故障", "the receiver has a fault"),
        DeliveryFailure.Network => ("连接不上", "cannot be reached"),
    };

    public static (string Chinese, string English) Of(ContactWay way) => way switch
    {
        ContactWay.Email => ("邮件", "mail"),
        ContactWay.WeCom => ("企业微信", "WeCom"),
    };

    /// <summary>What came of a form, as its redirect says it; null for what needs no words.</summary>
    public static (string Chinese, string English)? OfOutcome(string? said) => said switch
    {
        nameof(CloseOutcome.StillOutOfRange) => ("已保存。温度仍异常，恢复后才能关闭。", "Saved. Still out of range: it can be closed once it is back."),
        nameof(CloseOutcome.CauseMissing) => ("请填写原因。", "Please enter the cause."),
        nameof(CloseOutcome.ActionMissing) => ("请填写处理措施。", "Please enter what was done."),
        nameof(CloseOutcome.AlreadyClosed) => ("此报警已经关闭。", "This alarm has been closed already."),
        nameof(TakeOutcome.AlreadyTaken) => ("已经有人在处理。", "Somebody has it already."),
        _ => null,
    };
}
