using System.Globalization;
using ColdChain.Core.HandReadings;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using ColdChain.Server.Signing;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Inspection;

/// <summary>Takes hand readings from the person who is logged in; the rules are <see cref="HandReadingRules"/>'.</summary>
public sealed class HandReadingDesk(
    RecordsDbContext records, AutomaticValues automatic, CurrentPerson person, SignatureDesk signatures, TimeProvider clock)
{
    /// <summary>HR-11. A measuring point at this position says that a unit has a freezer compartment.</summary>
    public const string FreezerPosition = "freezer";

    /// <summary>HR-07. True when the current person may sign for this unit at all.</summary>
    public bool MaySign(StorageUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return person.IsInRole(Roles.Staff) && person.FacilityId == unit.FacilityId;
    }

    /// <summary>Everything signed for these days, oldest first, with what was voided.</summary>
    public async Task<IReadOnlyList<HandReadingEntry>> ListAsync(
        StorageUnitId unit, DateOnly from, DateOnly until, CancellationToken cancellationToken) =>
        await records.Set<HandReadingEntry>().AsNoTracking()
            .Where(entry => entry.StorageUnitId == unit && entry.Day >= from && entry.Day <= until)
            .OrderBy(entry => entry.Id)
            .ToListAsync(cancellationToken);

    /// <summary>Those of the entries that nothing in the list voids.</summary>
    public static IReadOnlyList<HandReadingEntry> Standing(IReadOnlyList<HandReadingEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        HashSet<long> voided = [.. entries.Select(entry => entry.VoidsId).OfType<long>()];
        return [.. entries.Where(entry => !voided.Contains(entry.Id))];
    }

    public async Task<bool> HasFreezerCompartmentAsync(StorageUnitId unit, CancellationToken cancellationToken) =>
        await records.MeasuringPoints.AnyAsync(
            point => point.StorageUnitId == unit && point.RemovedAt == null && point.Position == FreezerPosition, cancellationToken);

    /// <summary>The password is asked about last, when nothing else stands against the reading.</summary>
    public async Task<HandReadingOutcome> EnterAsync(
        StorageUnit unit, HandReadingDraft draft, string? password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(draft);
        TimeZoneInfo zone = await ZoneAsync(unit, cancellationToken);
        DateTimeOffset now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone);
        bool hasFreezer = await HasFreezerCompartmentAsync(unit.Id, cancellationToken);
        if (!TryRead(draft, hasFreezer, out Temperature value, out Temperature? freezer))
        {
            return new HandReadingOutcome.Refused(HandReadingFault.NotATemperature);
        }

        if (!TryReadTime(draft.StatedReadAt, zone, out DateTimeOffset? stated))
        {
            return new HandReadingOutcome.Refused(HandReadingFault.OutsideTheWindows);
        }

        DateOnly today = HandReadingRules.DayOf(now);
        IReadOnlyList<HandReadingEntry> standing = Standing(await ListAsync(unit.Id, today.AddDays(-3), today, cancellationToken));
        HandReadingClaim claim = new(MaySign(unit), now, stated, draft.ShortReason);
        HandReadingDecision decision = draft.VoidsId is { } voids
            ? HandReadingRules.DecideCorrection(claim, standing.SingleOrDefault(entry => entry.Id == voids)?.InZone(zone))
            : HandReadingRules.Decide(claim, [.. standing.Select(entry => entry.InZone(zone))]);
        if (decision is HandReadingDecision.Accepted
            && await signatures.CheckAsync(password, HandReadingEntry.Table, unit.Id.ToString(), cancellationToken) is { } fault)
        {
            return new HandReadingOutcome.NotSigned(fault);
        }

        return decision switch
        {
            HandReadingDecision.Refused refused => new HandReadingOutcome.Refused(refused.Fault, refused.NotBefore),
            HandReadingDecision.Accepted taken => await StoreAsync(unit, draft, taken, (value, freezer), cancellationToken),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<HandReadingOutcome> StoreAsync(
        StorageUnit unit,
        HandReadingDraft draft,
        HandReadingDecision.Accepted taken,
        (Temperature Value, Temperature? Freezer) read,
        CancellationToken cancellationToken)
    {
        Instant readAt = Instant.FromDateTimeOffset(taken.ReadAt);
        (Instant MeasuredAt, Temperature Value)? spoke = await automatic.AtAsync(unit, readAt, cancellationToken);
        HandReadingEntry entry = new()
        {
            StorageUnitId = unit.Id,
            FacilityId = unit.FacilityId,
            Day = taken.Day,
            Slot = taken.Slot,
            ReadAt = readAt,
            EnteredAt = clock.GetCurrentInstant(),
            IsLate = taken.IsLate,
            Value = read.Value,
            FreezerValue = read.Freezer,
            AutomaticValue = spoke?.Value,
            AutomaticMeasuredAt = spoke?.MeasuredAt,
            Reason = draft.ShortReason,
            SignedById = person.Id,
            SignedBy = person.FullName,
            VoidsId = draft.VoidsId,
        };
        try
        {
            await signatures.SaveAsync(entry, SignatureMeaning.Recorded, draft.ShortReason, cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The unique indexes speak: somebody else pressed the button in between. Nothing of ours was written.
            records.Entry(entry).State = EntityState.Detached;
            return new HandReadingOutcome.Refused(
                draft.VoidsId is null ? HandReadingFault.SlotIsTaken : HandReadingFault.AlreadyReplaced);
        }

        return new HandReadingOutcome.Stored(entry);
    }

    private async Task<TimeZoneInfo> ZoneAsync(StorageUnit unit, CancellationToken cancellationToken)
    {
        string id = await records.Facilities.Where(facility => facility.Id == unit.FacilityId)
            .Select(facility => facility.TimeZone).SingleAsync(cancellationToken);
        return TimeZoneInfo.FindSystemTimeZoneById(id);
    }

    private static bool TryRead(HandReadingDraft draft, bool hasFreezer, out Temperature value, out Temperature? freezer)
    {
        freezer = null;
        if (!TypedTemperature.TryParse(draft.Value, out value))
        {
            return false;
        }

        if (!hasFreezer)
        {
            return true;
        }

        bool isNumber = TypedTemperature.TryParse(draft.FreezerValue, out Temperature frozen);
        freezer = frozen;
        return isNumber;
    }

    /// <summary>The form of an <c>input type=datetime-local</c>; the hour that a change of clocks skips does not exist.</summary>
    private static bool TryReadTime(string? typed, TimeZoneInfo zone, out DateTimeOffset? stated)
    {
        stated = null;
        if (string.IsNullOrWhiteSpace(typed))
        {
            return true;
        }

        if (!DateTime.TryParseExact(typed, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local)
            || zone.IsInvalidTime(local))
        {
            return false;
        }

        stated = new DateTimeOffset(local, zone.GetUtcOffset(local));
        return true;
    }
}
