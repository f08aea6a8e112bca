using System.Buffers;

namespace ColdChain.Core.Integrity;

/// <summary>The bytes that a signature is bound to: what was signed, field by field, each with its name.</summary>
/// <remarks>
/// Numbers and texts as in <see cref="CanonicalAuditRow"/>; the fields in the order that the kind of record has for ever.
/// <code>
///  4   43 43 46 31, "CCF1"
///  n   kind of the record, a text
///  n   its key, a text
///  4   how many fields: for each its name and its value, a text each
/// </code>
/// </remarks>
public static class CanonicalFields
{
    private const uint Form = 0x43434631;

    /// <param name="subject">The kind of the record: the name of its table.</param>
    /// <param name="key">Which of them.</param>
    /// <param name="fields">Names and values, those that are not there as null.</param>
    public static Digest Hash(string subject, string key, IReadOnlyCollection<(string Name, string? Value)> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArrayBufferWriter<byte> bytes = new(512);
        CanonicalWriting.Number(bytes, Form);
        CanonicalWriting.Text(bytes, subject);
        CanonicalWriting.Text(bytes, key);
        CanonicalWriting.Number(bytes, (uint)fields.Count);
        foreach ((string name, string? value) in fields)
        {
            CanonicalWriting.Text(bytes, name);
            CanonicalWriting.Text(bytes, value);
        }

        return Digest.Of(bytes.WrittenSpan);
    }
}
