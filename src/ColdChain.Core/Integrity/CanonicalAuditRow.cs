using System.Buffers;

namespace ColdChain.Core.Integrity;

/// <summary>The bytes that the hash of an audit row is made of, with the hash of the row before it.</summary>
/// <remarks>
/// All numbers big-endian; a text is its length in bytes (4) and its UTF-8, a text that is not there is FF FF FF FF.
/// <code>
///  4   43 43 41 31, "CCA1"
/// 32   SHA-256 of the row before; zeros for the first
///  8   number of the row
///  8   when, Unix milliseconds, signed
///  n   actor, action, subject, key of the subject, facility, old values, new values, reason: a text each
/// </code>
/// </remarks>
public static class CanonicalAuditRow
{
    private const uint Form = 0x43434131;

    /// <param name="before">The hash of the row before, the default for the first.</param>
    /// <param name="row">The row.</param>
    public static Digest Hash(Digest before, AuditRow row) => Digest.Of(ToBytes(before, row));

    /// <inheritdoc cref="Hash"/>
    public static byte[] ToBytes(Digest before, AuditRow row)
    {
        ArrayBufferWriter<byte> bytes = new(512);
        CanonicalWriting.Number(bytes, Form);
        before.Write(bytes.GetSpan(Digest.Length));
        bytes.Advance(Digest.Length);
        CanonicalWriting.Long(bytes, row.Number);
        CanonicalWriting.Long(bytes, row.AtMilliseconds);
        foreach (string? text in (ReadOnlySpan<string?>)
            [row.Actor, row.Action, row.Subject, row.SubjectKey, row.Facility, row.OldValues, row.NewValues, row.Reason])
        {
            CanonicalWriting.Text(bytes, text);
        }

        return bytes.WrittenSpan.ToArray();
    }
}
