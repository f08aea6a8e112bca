using ColdChain.Core.Alarms;
using ColdChain.Core.Time;

namespace ColdChain.Core.Tests.Alarms;

/// <summary>One alarm's night, told minute by minute: what the escalation did and when.</summary>
internal sealed class Night
{
    private static readonly Instant Start = Instant.FromUnixMilliseconds(1_777_600_000_000);

    private readonly List<Told> _told = [];

    private Night(AlarmState alarm, int chain)
    {
        Alarm = alarm;
        Chain = chain;
        Now = Start;
    }

    public AlarmState Alarm { get; private set; }

    public int Chain { get; }

    public Instant Now { get; private set; }

    public IReadOnlyList<Told> Messages => _told;

    public int Minute => (int)(Now - Start).TotalMinutes;

    public static Night Raised(int chain) => new(AlarmState.Raised(Start), chain);

    public static Night RaisedLate(int chain) => new(AlarmState.RaisedLate(Start, EscalationTimes.Default), chain);

    public static Instant At(double minutes) => Start + TimeSpan.FromMinutes(minutes);

    public NotifyDecision Ask() => EscalationPolicy.Decide(Alarm, Chain, EscalationTimes.Default, Now);

    public Instant? NextDue() => EscalationPolicy.NextDueAt(Alarm, Chain, EscalationTimes.Default);

    /// <summary>What the sweep does: ask, and when something is to be told, tell it and make the step.</summary>
    public NotifyDecision Sweep()
    {
        NotifyDecision decision = Ask();
        if (EscalationPolicy.Tells(decision))
        {
            (int first, int length) = EscalationPolicy.StepsToTell(Alarm.StepsDone, Chain).GetOffsetAndLength(Chain);
            _told.AddRange(Enumerable.Range(first, length).Select(contact => new Told(Minute, Alarm.StepsDone, contact, decision)));
            Alarm = Alarm.Stepped(Now);
        }

        return decision;
    }

    public Night Wait(int minutes)
    {
        for (int minute = 0; minute < minutes; minute++)
        {
            Sweep();
            Now += TimeSpan.FromMinutes(1);
        }

        Sweep();
        return this;
    }

    /// <summary>The server was down: time passes and nobody asks.</summary>
    public Night Outage(int minutes)
    {
        Now += TimeSpan.FromMinutes(minutes);
        return this;
    }

    public TakeOutcome Take(string by = "王芳")
    {
        TakeOutcome outcome = Alarm.TryTake(by, Now, EscalationTimes.Default, out AlarmState next);
        Alarm = next;
        return outcome;
    }

    public CloseOutcome Close(string by = "王芳")
    {
        CloseOutcome outcome = Alarm.TryClose(by, Now, out AlarmState next);
        Alarm = next;
        return outcome;
    }

    public Night Explain(string? cause, string? action)
    {
        Alarm = Alarm.Explained(cause, action);
        return this;
    }

    public Night BackInRange()
    {
        Alarm = Alarm.WentBackInRange(Now);
        return this;
    }

    public Night OutAgain()
    {
        Alarm = Alarm.WentOutAgain(Now);
        return this;
    }

    internal sealed record Told(int Minute, int Step, int Contact, NotifyDecision Why);
}
