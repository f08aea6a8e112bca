using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Facilities;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Audit;

/// <summary>Reads the trail for the person who asks: rows of their facility and all below it.</summary>
/// <remarks>
/// What is the server's own (its configuration, its clock, log-ins by names that nobody has) is for those at the top of a tree. So are records that
/// belong to no facility, such as lots, but only where there is one tree: of two counties on one server neither reads the other's.
/// </remarks>
public sealed class AuditReader(RecordsDbContext records, FacilityScope scope, CurrentPerson person)
{
    public const int PageLength = 50;

    /// <summary>Acts on the server itself, which name nobody's record.</summary>
    private static readonly string[] OnTheServer =
        [AuditActions.Configuration, AuditActions.ClockChange, AuditActions.LogInRefused, AuditActions.LogInLocked];

    /// <summary>Newest first, one more than a page where there are more.</summary>
    public async Task<IReadOnlyList<AuditEntry>> PageAsync(AuditQuestion question, CancellationToken cancellationToken) =>
        await Newest(question).Take(PageLength + 1).ToListAsync(cancellationToken);

    /// <summary>All that is asked for, newest first.</summary>
    public IQueryable<AuditEntry> Newest(AuditQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        IQueryable<AuditEntry> rows = Visible();
        (Instant? from, Instant? until) = question.During(person.TimeZone);
        rows = from is { } first ? rows.Where(entry => entry.At >= first) : rows;
        rows = until is { } end ? rows.Where(entry => entry.At < end) : rows;
        rows = question.Person is { } name ? rows.Where(entry => entry.Actor.Contains(name)) : rows;
        rows = question.Action is { } action ? rows.Where(entry => entry.Action == action) : rows;
        rows = question.Subject is { } subject ? rows.Where(entry => entry.Subject == subject) : rows;
        rows = question.Before is { } before ? rows.Where(entry => entry.Id < before) : rows;
        rows = question.Facility is { } facility
            ? rows.Where(entry => Below(facility).Any(place => place.Id == entry.FacilityId))
            : rows;
        return rows.OrderByDescending(entry => entry.Id);
    }

    public async Task<IReadOnlyList<Facility>> FacilitiesAsync(CancellationToken cancellationToken) =>
        await scope.Facilities.AsNoTracking().OrderBy(facility => facility.Path).ToListAsync(cancellationToken);

    /// <summary>The kinds of records that the trail knows.</summary>
    public async Task<IReadOnlyList<string>> SubjectsAsync(CancellationToken cancellationToken) =>
        await records.AuditEntries.Select(entry => entry.Subject).Distinct().OrderBy(subject => subject).ToListAsync(cancellationToken);

    /// <summary>The printed names behind user names.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IEnumerable<AuditEntry> rows, CancellationToken cancellationToken)
    {
        string[] actors = [.. rows.Select(row => row.Actor).Distinct()];
        return await records.Users.AsNoTracking().Where(one => one.UserName != null && actors.Contains(one.UserName))
            .ToDictionaryAsync(one => one.UserName!, one => one.FullName, cancellationToken);
    }

    private IQueryable<AuditEntry> Visible()
    {
        bool isAtTheTop = person.IsKnown && person.FacilityPath.Count(letter => letter == '/') == 2;
        return records.AuditEntries.AsNoTracking().Where(entry =>
            (entry.FacilityId == null
                && isAtTheTop
                && (OnTheServer.Contains(entry.Action)
                    || !records.Facilities.Any(place => place.ParentId == null && !place.Path.StartsWith(person.FacilityPath))))
            || scope.Facilities.Any(place => place.Id == entry.FacilityId));
    }

    private IQueryable<Facility> Below(FacilityId facility) => scope.Facilities.Where(place =>
        records.Facilities.Any(top => top.Id == facility && place.Path.StartsWith(top.Path)));
}
