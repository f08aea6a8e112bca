using System.Globalization;
using ColdChain.Core.Time;
using ColdChain.Server.Signing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ColdChain.Server.Audit;

/// <summary>A change that is about to be saved; becomes an <see cref="AuditEntry"/> once the record has its key.</summary>
internal sealed class PendingAudit
{
    /// <summary>Columns whose change is on record while their value is nobody's business.</summary>
    private static readonly HashSet<string> Secrets =
        ["PasswordHash", "SecurityStamp", "ConcurrencyStamp", "KeySha256", "FormerKeySha256", "TokenSha256"];

    private readonly EntityEntry _entry;
    private readonly string _action;
    private readonly Dictionary<string, string?>? _old;

    private PendingAudit(EntityEntry entry)
    {
        _entry = entry;
        _action = entry.State switch
        {
            EntityState.Added when entry.Entity is Signature => AuditActions.Sign,
            EntityState.Added when Voids(entry) => AuditActions.Void,
            EntityState.Added => AuditActions.Create,
            EntityState.Deleted => AuditActions.Remove,
            _ => AuditActions.Change,
        };
        _old = entry.State == EntityState.Added ? null : Values(entry, property => property.OriginalValue);
        Changed = [.. entry.Properties.Where(property => property.IsModified).Select(property => property.Metadata.Name)];
    }

    private HashSet<string> Changed { get; }

    public static bool IsWanted(EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
        && entry.Entity is not (AuditEntry or INotAudited);

    public static PendingAudit Of(EntityEntry entry) => new(entry);

    public AuditEntry ToEntry(Instant at, CurrentActor actor, DbContext records) => new()
    {
        At = at,
        Actor = actor.Name,
        Action = _action,
        Subject = _entry.Metadata.GetTableName() ?? _entry.Metadata.ShortName(),
        SubjectKey = Key(),
        FacilityId = AuditFacility.Of(_entry, records) ?? actor.FacilityId,
        OldValues = _old is null ? null : AuditValues.Write(OnlyChanged(_old)),
        NewValues = _action == AuditActions.Remove ? null : AuditValues.Write(OnlyChanged(Values(_entry, property => property.CurrentValue))),
        Reason = actor.Reason,
    };

    private static Dictionary<string, string?> Values(EntityEntry entry, Func<PropertyEntry, object?> value) =>
        entry.Properties.ToDictionary(
            property => property.Metadata.Name,
            property => Secrets.Contains(property.Metadata.Name)
                ? AuditValues.Secret
                : Shown(value(property)));

    /// <summary>A hash as its digits, of other bytes how many: files are evidence of their own. A day by its year first, whatever the culture.</summary>
    private static string? Shown(object? value) => value switch
    {
        byte[] bytes => string.Create(CultureInfo.InvariantCulture, $"({bytes.Length} bytes)"),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>A record that says which other one no longer counts.</summary>
    private static bool Voids(EntityEntry entry) =>
        (entry.Metadata.FindProperty("VoidsId") is { } voids && entry.Property(voids.Name).CurrentValue is not null)
        || (entry.Metadata.FindProperty("IsVoid") is { } isVoid && entry.Property(isVoid.Name).CurrentValue is true);

    private Dictionary<string, string?> OnlyChanged(Dictionary<string, string?> values) =>
        _action == AuditActions.Change
            ? values.Where(pair => Changed.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value)
            : values;

    private string Key()
    {
        IKey? key = _entry.Metadata.FindPrimaryKey();
        return key is null
            ? string.Empty
            : string.Join(
                ",",
                key.Properties.Select(part => Convert.ToString(
                    _entry.Property(part.Name).CurrentValue, CultureInfo.InvariantCulture)));
    }
}
