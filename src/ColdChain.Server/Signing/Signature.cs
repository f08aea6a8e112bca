using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Core.Time;

namespace ColdChain.Server.Signing;

/// <summary>One signature under one record (21 CFR 11.50, 11.70). Never changed or removed.</summary>
/// <remarks>The row is bound to the record by <see cref="RecordSha256"/>, to itself by <see cref="Sha256"/>, and to the audit trail, which repeats both.</remarks>
public sealed class Signature
{
    public const string Table = "signature";

    public long Id { get; init; }

    /// <summary>The table of what was signed.</summary>
    public required string Subject { get; init; }

    public required string SubjectKey { get; init; }

    /// <summary>Of the record's canonical bytes when it was signed (<see cref="CanonicalFields"/>).</summary>
    public required Digest RecordSha256 { get; init; }

    public required SignatureMeaning Meaning { get; init; }

    public required long SignerId { get; init; }

    /// <summary>As printed: the name that the person had then.</summary>
    public required string PrintedName { get; init; }

    /// <summary>That the person had then.</summary>
    public required string Role { get; init; }

    public required Instant SignedAt { get; init; }

    /// <summary>False: from before signatures asked for the password; its hash is of what stood there at the upgrade.</summary>
    public required bool IsByPassword { get; init; }

    public required FacilityId FacilityId { get; init; }

    /// <summary>Over all the others.</summary>
    public Digest Sha256 { get; private set; }

    /// <summary>The record has its key by now.</summary>
    public static Signature Under(ISigned record, SigningAct act)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(act);
        Signature signature = new()
        {
            Subject = record.SignedSubject,
            SubjectKey = record.Id.ToString(CultureInfo.InvariantCulture),
            RecordSha256 = HashOf(record),
            Meaning = act.Meaning,
            SignerId = act.SignerId,
            PrintedName = act.PrintedName,
            Role = act.Role,
            SignedAt = act.At,
            IsByPassword = act.IsByPassword,
            FacilityId = record.FacilityId,
        };
        signature.Sha256 = signature.Computed();
        return signature;
    }

    /// <summary>Of a record as it is now.</summary>
    public static Digest HashOf(ISigned record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return CanonicalFields.Hash(record.SignedSubject, record.Id.ToString(CultureInfo.InvariantCulture), record.SignedFields());
    }

    /// <summary>What <see cref="Sha256"/> has to be.</summary>
    public Digest Computed() => CanonicalFields.Hash(
        Table,
        $"{Subject}/{SubjectKey}",
        [
            ("record", RecordSha256.ToString()),
            ("meaning", Meaning.ToString()),
            ("signerId", SignerId.ToString(CultureInfo.InvariantCulture)),
            ("printedName", PrintedName),
            ("role", Role),
            ("signedAt", SignedAt.UnixMilliseconds.ToString(CultureInfo.InvariantCulture)),
            ("isByPassword", IsByPassword ? "true" : "false"),
            ("facility", FacilityId.ToString()),
        ]);
}
