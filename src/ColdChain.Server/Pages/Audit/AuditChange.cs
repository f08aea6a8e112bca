using ColdChain.Server.Audit;

namespace ColdChain.Server.Pages.Audit;

/// <summary>One field of a row of the trail: what it was and what it became.</summary>
/// <param name="Column">As stored.</param>
/// <param name="Old">Null where there was nothing.</param>
/// <param name="New">Null where there is nothing.</param>
public sealed record AuditChange(string Column, string? Old, string? New)
{
    /// <summary>Only what differs; of a new record what it has, of a removed one what it had.</summary>
    public static IReadOnlyList<AuditChange> Of(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Dictionary<string, string?> old = AuditValues.Read(entry.OldValues);
        Dictionary<string, string?> fresh = AuditValues.Read(entry.NewValues);
        return
        [
            .. old.Keys.Union(fresh.Keys)
                .Select(column => new AuditChange(column, Filled(old, column), Filled(fresh, column)))
                .Where(change => change.Old != change.New || change.Old == AuditValues.Secret),
        ];
    }

    private static string? Filled(Dictionary<string, string?> values, string column) =>
        values.TryGetValue(column, out string? value) && !string.IsNullOrEmpty(value) ? value : null;
}
