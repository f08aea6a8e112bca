using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;

namespace ColdChain.Server.Monitoring;

/// <summary>Brings an entry to what was found, and says what there is to tell of the difference. Pure.</summary>
/// <remarks>
/// The notices follow from the difference between record and finding alone: judging the same readings again, after a
/// crash or for any other reason, finds no difference and tells nothing twice.
/// </remarks>
internal static class ExcursionWriting
{
    public static ExcursionEntry Enter(Excursion found, Placement placement, Instant now)
    {
        ExcursionEntry entry = new()
        {
            StorageUnitId = placement.StorageUnitId,
            SensorId = placement.SensorId,
            FacilityId = placement.FacilityId,
            Side = found.Limit.Side,
            Limit = found.Limit.Value,
            LimitIsInclusive = found.Limit.Inclusive,
            ProfileId = found.ProfileId,
            ProfileVersion = found.ProfileVersion,
            StartedAt = found.StartedAt,
            Peak = found.Peak,
            PeakAt = found.PeakAt,
            DiscoveredAt = now,
            DiscoveredLate = now - found.StartedAt > placement.Profile.LongestInterval,
        };
        Bring(entry, found);
        return entry;
    }

    /// <summary>What there is to tell of an excursion that was not on record.</summary>
    public static IEnumerable<ExcursionNotice> Tell(ExcursionEntry entry, Excursion found, Instant now)
    {
        yield return Notice(entry, ExcursionNoticeKind.Opened, found.StartedAt, now);
        foreach (AlarmDue alarm in found.Alarms)
        {
            yield return Notice(entry, ExcursionNoticeKind.AlarmDue, alarm.DueAt, now, alarm.Rule.Id);
        }

        if (found.EndedAt is { } end)
        {
            yield return Notice(entry, ExcursionNoticeKind.Closed, end, now);
        }
    }

    /// <summary>Brings an entry up to date and tells what is new of it.</summary>
    public static IReadOnlyList<ExcursionNotice> Change(ExcursionEntry entry, Excursion found, Instant now)
    {
        bool isAmended = IsAmendment(entry, found);
        bool wasOver = entry.EndedAt is not null;
        HashSet<string> told = [.. AlarmsText.Parse(entry.Alarms).Select(alarm => alarm.RuleId)];
        Bring(entry, found);
        entry.Revision += isAmended ? 1 : 0;
        List<ExcursionNotice> notices = [];
        if (isAmended)
        {
            notices.Add(Notice(entry, ExcursionNoticeKind.Amended, now, now));
        }

        foreach (AlarmDue alarm in found.Alarms.Where(alarm => !told.Contains(alarm.Rule.Id)))
        {
            notices.Add(Notice(entry, ExcursionNoticeKind.AlarmDue, alarm.DueAt, now, alarm.Rule.Id));
        }

        if (!wasOver && found.EndedAt is { } end)
        {
            notices.Add(Notice(entry, ExcursionNoticeKind.Closed, end, now));
        }

        return notices;
    }

    public static ExcursionNotice Retract(ExcursionEntry entry, Instant now)
    {
        entry.RetractedAt = now;
        entry.DueAt = null;
        entry.Revision++;
        return Notice(entry, ExcursionNoticeKind.Retracted, now, now);
    }

    /// <summary>
    /// EX-11. True when what is on record turns out different, and not merely longer: a start, an end that was there, a
    /// rule that fell due, a peak or a time that shrinks.
    /// </summary>
    private static bool IsAmendment(ExcursionEntry entry, Excursion found)
    {
        bool isFinalChanged = entry.EndedAt is not null
            && (entry.EndedAt != found.EndedAt
                || entry.Peak != found.Peak
                || entry.OutMilliseconds != found.OutMilliseconds
                || entry.UnobservedMilliseconds != found.UnobservedMilliseconds);
        bool isLess = found.Limit.IsWorse(entry.Peak, found.Peak) || found.OutMilliseconds < entry.OutMilliseconds;
        bool isAlarmTakenBack = AlarmsText.Parse(entry.Alarms)
            .Any(told => !found.Alarms.Any(alarm => alarm.Rule.Id == told.RuleId && alarm.DueAt == told.DueAt));
        return entry.StartedAt != found.StartedAt
            || entry.ProfileId != found.ProfileId
            || entry.ProfileVersion != found.ProfileVersion
            || isFinalChanged
            || isLess
            || isAlarmTakenBack;
    }

    private static void Bring(ExcursionEntry entry, Excursion found)
    {
        entry.StartedAt = found.StartedAt;
        entry.EndedAt = found.EndedAt;
        entry.Limit = found.Limit.Value;
        entry.LimitIsInclusive = found.Limit.Inclusive;
        entry.ProfileId = found.ProfileId;
        entry.ProfileVersion = found.ProfileVersion;
        entry.Peak = found.Peak;
        entry.PeakAt = found.PeakAt;
        entry.OutMilliseconds = found.OutMilliseconds;
        entry.OutByBand = found.OutByBand;
        entry.LongestRunMilliseconds = found.LongestRunMilliseconds;
        entry.UnobservedMilliseconds = found.UnobservedMilliseconds;
        entry.Alarms = AlarmsText.Of(found.Alarms);
        entry.AlarmRuleId = found.Alarms is [var first, ..] ? first.Rule.Id : null;
        entry.AlarmDueAt = found.Alarms is [var due, ..] ? due.DueAt : null;
    }

    private static ExcursionNotice Notice(
        ExcursionEntry entry, ExcursionNoticeKind kind, Instant at, Instant now, string? ruleId = null) => new()
        {
            ExcursionId = entry.Id,
            Kind = kind,
            At = at,
            WrittenAt = now,
            WasOverWhenDiscovered = entry.IsOver,
            RuleId = ruleId,
            Revision = entry.Revision,
        };
}
