namespace ColdChain.Server.People;

/// <summary>That a route takes records out of the server, and what of it stands on the audit trail.</summary>
/// <param name="Subject">The table, or what is made of several.</param>
/// <param name="QuietFor">
/// For so long after a row, the same reader asking the same of the same thing leaves no further one: a program that fetches every minute
/// is one line an hour, and not a trail of nothing else. Null where each time is a row.
/// </param>
public sealed record ExportRule(string Subject, TimeSpan? QuietFor)
{
    /// <summary>The endpoint writes the row itself, since it knows better what was asked.</summary>
    public static readonly ExportRule ByEndpoint = new(string.Empty, null);

    public static ExportRule EachTime(string subject) => new(subject, null);

    public static ExportRule OnceAnHour(string subject) => new(subject, TimeSpan.FromHours(1));
}
