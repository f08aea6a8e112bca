using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ColdChain.Core.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ColdChain.Server.Audit;

/// <summary>A change that is about to be saved; becomes an <see cref="AuditEntry"/> once the record has its key.</summary>
internal sealed class PendingAudit
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

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
            EntityState.Added => "create",
            EntityState.Deleted => "remove",
            _ => "modify",
        };
        _old = entry.State == EntityState.Added ? null : Values(entry, property => property.OriginalValue);
        Changed = [.. entry.Properties.Where(property => property.IsModified).Select(property => property.Metadata.Name)];
    }

    private HashSet<string> Changed { get; }

    public static bool IsWanted(EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
        && entry.Entity is not (AuditEntry or INotAudited);

    public static PendingAudit Of(EntityEntry entry) => new(entry);

    public AuditEntry ToEntry(Instant at, CurrentActor actor) => new()
    {
        At = at,
        Actor = actor.Name,
        Action = _action,
        Subject = _entry.Metadata.GetTableName() ?? _entry.Metadata.ShortName(),
        SubjectKey = Key(),
        OldValues = _old is null ? null : Text(OnlyChanged(_old)),
        NewValues = _action == "remove" ? null : Text(OnlyChanged(Values(_entry, property => property.CurrentValue))),
        Reason = actor.Reason,
    };

    private static Dictionary<string, string?> Values(EntityEntry entry, Func<PropertyEntry, object?> value) =>
        entry.Properties.ToDictionary(
            property => property.Metadata.Name,
            property => Secrets.Contains(property.Metadata.Name)
                ? "(secret)"
                : Convert.ToString(value(property), CultureInfo.InvariantCulture));

    private static string Text(Dictionary<string, string?> values) => JsonSerializer.Serialize(values, Readable);

    private Dictionary<string, string?> OnlyChanged(Dictionary<string, string?> values) =>
        _action == "modify"
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
