using ColdChain.Agent.LocalAlarm.Judging;
using ColdChain.Agent.LocalAlarm.Outputs;
using ColdChain.Agent.LocalAlarm.Plans;
using ColdChain.Core.Alarms;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.LocalAlarm;

/// <summary>The alarms that stand: raised and ended by what is wrong now, escalated by Core's policy, acknowledged by people.</summary>
/// <remarks>
/// Safe for several callers: the loop looks, people answer from elsewhere. What it has to tell the server waits in
/// <see cref="Unsaid"/> until the journal has it.
/// </remarks>
internal sealed class AlarmTable(LocalAlarmOptions options, Action<OutputCall> post, TimeProvider clock)
{
    /// <summary>A month of line down with an alarm an hour; beyond it the oldest words go first.</summary>
    private const int MostUnsaid = 1_000;

    private const int LongestDetail = 500;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, StandingAlarm> _standing = new(StringComparer.Ordinal);
    private readonly List<WireEvent> _unsaid = [];
    private EdgePlan _plan = EdgePlan.Empty;
    private Dictionary<StorageUnitId, EdgeUnit> _units = [];
    private bool _isChanged;

    /// <summary>What the journal does not have yet, oldest first.</summary>
    public IReadOnlyList<WireEvent> Unsaid
    {
        get
        {
            lock (_lock)
            {
                return [.. _unsaid];
            }
        }
    }

    public IReadOnlyList<(StandingAlarm Alarm, EdgeUnit? Unit)> Standing
    {
        get
        {
            lock (_lock)
            {
                return [.. _standing.Values.Select(alarm => (alarm, _units.GetValueOrDefault(alarm.Unit)))];
            }
        }
    }

    public void Restore(AlarmBookPage page)
    {
        lock (_lock)
        {
            foreach (StandingAlarm alarm in page.Alarms.Select(line => line.Read()).OfType<StandingAlarm>())
            {
                _standing[alarm.Id] = alarm;
            }

            _unsaid.AddRange(page.Unsaid.Where(what => what?.Kind is not null).Take(MostUnsaid));
        }
    }

    /// <summary>What must be written down, or null when nothing has changed since it was last asked for.</summary>
    public AlarmBookPage? TakeChanges()
    {
        lock (_lock)
        {
            if (!_isChanged)
            {
                return null;
            }

            _isChanged = false;
            return new AlarmBookPage { Alarms = [.. _standing.Values.Select(AlarmBookLine.Of)], Unsaid = [.. _unsaid] };
        }
    }

    public void Adopt(EdgePlan plan)
    {
        lock (_lock)
        {
            _plan = plan;
            _units = plan.Units.ToDictionary(unit => unit.Id);
        }
    }

    /// <summary>Raises what is new, ends what is gone.</summary>
    /// <param name="wrong">All that is wrong now.</param>
    /// <param name="isUndecided">Whether an alarm stands for which nothing was seen yet since the start.</param>
    public void Settle(IReadOnlyList<EdgeCondition> wrong, Func<StandingAlarm, bool> isUndecided)
    {
        Instant now = clock.GetCurrentInstant();
        lock (_lock)
        {
            foreach (EdgeCondition condition in wrong)
            {
                if (!_standing.ContainsKey(condition.AlarmId))
                {
                    Raise_NeedsLock(condition, now);
                }
            }

            foreach (StandingAlarm alarm in _standing.Values.Where(alarm => !wrong.Any(one => one.AlarmId == alarm.Id) && !isUndecided(alarm)).ToArray())
            {
                _standing.Remove(alarm.Id);
                Say_NeedsLock(alarm, WireEventKinds.LocalAlarmOver, now, alarm.Cause == LocalCause.Silence ? "heard of again" : "back in range");
                Hush_NeedsLock(alarm, CallKind.Over);
            }
        }
    }

    /// <summary>Tells whoever is to be told by now.</summary>
    public void Escalate()
    {
        Instant now = clock.GetCurrentInstant();
        lock (_lock)
        {
            foreach (StandingAlarm alarm in _standing.Values.ToArray())
            {
                StandingAlarm present = alarm with { State = InTime(alarm.State, now) };
                IReadOnlyList<IReadOnlyList<EdgeContact>> chain = ChainOf_NeedsLock(alarm.Unit);
                NotifyDecision decision = EscalationPolicy.Decide(present.State, Math.Max(1, chain.Count), options.Times, now);
                bool isToldOnce = alarm.Cause == LocalCause.Silence && alarm.State.StepsDone > 0;
                if (EscalationPolicy.Tells(decision) && !isToldOnce)
                {
                    Range steps = EscalationPolicy.StepsToTell(present.State.StepsDone, Math.Max(1, chain.Count));
                    post(Call_NeedsLock(alarm, alarm.Cause == LocalCause.Silence ? CallKind.Notice : CallKind.Alarm) with
                    {
                        Contacts = [.. chain.Take(steps).SelectMany(step => step).DistinctBy(contact => contact.Phone)],
                    });
                    _standing[alarm.Id] = present with { State = present.State.Stepped(now) };
                    _isChanged = true;
                }
            }
        }
    }

    /// <summary>For outputs that show a state, after a restart: what stood and sounded, stands and sounds.</summary>
    public IReadOnlyList<OutputCall> Sounding()
    {
        lock (_lock)
        {
            return [.. _standing.Values
                .Where(alarm => alarm is { IsQuiet: false, State.StepsDone: > 0 } && alarm.Cause != LocalCause.Silence)
                .Select(alarm => Call_NeedsLock(alarm, CallKind.Alarm))];
        }
    }

    public AcknowledgeOutcome Acknowledge(string id, string by, AcknowledgedBy way)
    {
        lock (_lock)
        {
            return _standing.TryGetValue(id, out StandingAlarm? alarm) ? Acknowledge_NeedsLock(alarm, by, way) : AcknowledgeOutcome.Unknown;
        }
    }

    /// <summary>Every alarm that this phone is to be told of; the name of its owner, or null for a phone that nobody knows.</summary>
    public string? AcknowledgeFrom(Outputs.Gsm.PhoneNumber phone, AcknowledgedBy way)
    {
        lock (_lock)
        {
            string? name = null;
            foreach (StandingAlarm alarm in _standing.Values.ToArray())
            {
                EdgeContact? contact = ChainOf_NeedsLock(alarm.Unit).SelectMany(step => step).FirstOrDefault(one => one.Phone.IsSame(phone));
                if (contact is not null)
                {
                    name = contact.Name;
                    Acknowledge_NeedsLock(alarm, contact.Name, way);
                }
            }

            return name;
        }
    }

    public void OutputTrouble(string output, string? trouble)
    {
        lock (_lock)
        {
            Add_NeedsLock(new WireEvent
            {
                Sequence = 0,
                Kind = trouble is null ? WireEventKinds.LocalOutputBack : WireEventKinds.LocalOutputFailed,
                At = clock.GetCurrentInstant().UnixMilliseconds,
                Detail = Cut($"{output}: {trouble ?? "works again"}"),
            });
        }
    }

    /// <summary>The journal has them.</summary>
    public void Said(IReadOnlyList<WireEvent> events)
    {
        lock (_lock)
        {
            _isChanged |= _unsaid.RemoveAll(events.Contains) > 0;
        }
    }

    private AcknowledgeOutcome Acknowledge_NeedsLock(StandingAlarm alarm, string by, AcknowledgedBy way)
    {
        Instant now = clock.GetCurrentInstant();
        if (InTime(alarm.State, now).TryTake(by, now, options.Times, out AlarmState taken) != TakeOutcome.Taken)
        {
            return AcknowledgeOutcome.AlreadyAcknowledged;
        }

        _standing[alarm.Id] = alarm with { State = taken, Way = way };
        Say_NeedsLock(alarm, WireEventKinds.LocalAlarmAcknowledged, now, $"{WordOf(way)}: {by}");
        Hush_NeedsLock(alarm, CallKind.Acknowledged);
        return AcknowledgeOutcome.Acknowledged;
    }

    private void Raise_NeedsLock(EdgeCondition condition, Instant now)
    {
        StandingAlarm alarm = new()
        {
            Unit = condition.Unit,
            Cause = condition.Cause,
            Sensor = condition.Sensor,
            Rule = condition.Rule,
            Since = condition.Since,
            Value = condition.Value,
            State = AlarmState.Raised(now),
        };
        _standing[alarm.Id] = alarm;
        (string zh, _) = AlarmSentence.Of(alarm, _units.GetValueOrDefault(alarm.Unit), clock.LocalTimeZone);
        Say_NeedsLock(alarm, WireEventKinds.LocalAlarmRaised, now, $"{alarm.Rule}: {zh}");
    }

    /// <summary>Only what has sounded needs to be hushed.</summary>
    private void Hush_NeedsLock(StandingAlarm alarm, CallKind kind)
    {
        if (alarm.State.StepsDone > 0)
        {
            post(Call_NeedsLock(alarm, kind));
        }
    }

    private OutputCall Call_NeedsLock(StandingAlarm alarm, CallKind kind)
    {
        (string zh, string en) = AlarmSentence.Of(alarm, _units.GetValueOrDefault(alarm.Unit), clock.LocalTimeZone);
        return new OutputCall { AlarmId = alarm.Id, Kind = kind, Unit = alarm.Unit, Value = alarm.Value, TextZh = zh, TextEn = en };
    }

    /// <summary>The unit's own contacts, else those of the configuration, step by step.</summary>
    private IReadOnlyList<IReadOnlyList<EdgeContact>> ChainOf_NeedsLock(StorageUnitId unit)
    {
        IReadOnlyList<EdgeContact> contacts = _units.GetValueOrDefault(unit)?.Contacts is { Count: > 0 } own ? own : options.Contacts;
        return [.. contacts.GroupBy(contact => contact.Order).OrderBy(step => step.Key).Select(step => step.ToArray())];
    }

    private void Say_NeedsLock(StandingAlarm alarm, string kind, Instant at, string detail) => Add_NeedsLock(new WireEvent
    {
        Sequence = 0,
        Kind = kind,
        At = at.UnixMilliseconds,
        Sensor = alarm.Sensor.ToString(),
        Unit = alarm.Unit.ToString(),
        Detail = Cut(detail),
    });

    private void Add_NeedsLock(WireEvent what)
    {
        if (_unsaid.Count >= MostUnsaid)
        {
            _unsaid.RemoveAt(0);
        }

        _unsaid.Add(what);
        _isChanged = true;
    }

    /// <summary>
    /// After the agent's clock went back, moments of the state lie in the future: a wait never lasts longer than it would have
    /// from now.
    /// </summary>
    private AlarmState InTime(AlarmState state, Instant now) => state with
    {
        LastStepAt = state.LastStepAt is { } last ? Instant.Min(last, now) : null,
        PausedUntil = state.PausedUntil is { } until ? Instant.Min(until, now + options.Times.PauseFor) : null,
    };

    private static string WordOf(AcknowledgedBy way) => way switch
    {
        AcknowledgedBy.Page => "page",
        AcknowledgedBy.Command => "command",
        AcknowledgedBy.Sms => "sms",
        AcknowledgedBy.Call => "call",
    };

    private static string Cut(string text) => text.Length <= LongestDetail ? text : text[..LongestDetail];
}
