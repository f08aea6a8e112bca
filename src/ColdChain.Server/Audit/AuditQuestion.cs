using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.Audit;

/// <summary>Which rows of the trail somebody asks for; what cannot be read is not asked for.</summary>
public sealed record AuditQuestion
{
    private const int LongestWord = 100;

    public DateOnly? From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Part of a user name.</summary>
    public string? Person { get; init; }

    public string? Action { get; init; }

    public string? Subject { get; init; }

    /// <summary>This one and all below it.</summary>
    public FacilityId? Facility { get; init; }

    /// <summary>Rows with smaller numbers: the page after one that ended here.</summary>
    public long? Before { get; init; }

    public static AuditQuestion Read(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new AuditQuestion
        {
            From = Day(query["from"]),
            To = Day(query["to"]),
            Person = Word(query["person"]),
            Action = Word(query["action"]),
            Subject = Word(query["subject"]),
            Facility = FacilityId.TryParse(query["facility"], CultureInfo.InvariantCulture, out FacilityId facility) ? facility : null,
            Before = long.TryParse(query["before"], NumberStyles.None, CultureInfo.InvariantCulture, out long before) ? before : null,
        };
    }

    /// <summary>As an address spells it; what is asked in it, without the page.</summary>
    public string ToQuery(long? before = null)
    {
        (string Name, string? Value)[] parts =
        [
            ("from", From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("to", To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("person", Person), ("action", Action), ("subject", Subject), ("facility", Facility?.ToString()),
            ("before", before?.ToString(CultureInfo.InvariantCulture)),
        ];
        return "?" + string.Join('&', parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
    }

    /// <summary>The moments that the days mean to the reader.</summary>
    public (Instant? From, Instant? Until) During(TimeZoneInfo zone) => (
        From is { } from ? LocalDays.StartOf(from, zone) : null,
        To is { } to && to < DateOnly.MaxValue ? LocalDays.StartOf(to.AddDays(1), zone) : null);

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && day.Year is > 1970 and < 9000
            ? day
            : null;

    /// <summary>PostgreSQL keeps no text with a zero in it and refuses to look for one; no word of ours has any such sign.</summary>
    private static string? Word(string? text) =>
        string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl) ? null : text.Trim() is { Length: > LongestWord } much ? much[..LongestWord] : text.Trim();
}
