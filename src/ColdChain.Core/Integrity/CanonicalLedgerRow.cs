using System.Buffers;
using ColdChain.Core.Identity;

namespace ColdChain.Core.Integrity;

/// <summary>The bytes that the hash of a ledger's row is made of: a row that stands beside the readings, and the hash before it.</summary>
/// <remarks>
/// Numbers and texts as in <see cref="CanonicalAuditRow"/>.
/// <code>
///  4   43 43 52 31, "CCR1"
/// 32   SHA-256 of the row before; zeros for the first
///  8   number of the row in the ledger, from 1
///  n   table, a text
///  4   how many columns: the value of each as a text, numbers in decimal
/// </code>
/// </remarks>
public static class CanonicalLedgerRow
{
    /// <summary>Under this name the ledger stands among the sensors of a daily root. No sensor can be set up with it.</summary>
    public static readonly SensorId LeafName = SensorId.Parse("_/ledger", null);

    private const uint Form = 0x43435231;

    /// <param name="before">The hash of the row before, the default for the first.</param>
    /// <param name="number">Of this row.</param>
    /// <param name="table">What it is a row of.</param>
    /// <param name="values">Its columns, those that are empty as null.</param>
    public static Digest Hash(Digest before, long number, string table, IReadOnlyCollection<string?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArrayBufferWriter<byte> bytes = new(256);
        CanonicalWriting.Number(bytes, Form);
        before.Write(bytes.GetSpan(Digest.Length));
        bytes.Advance(Digest.Length);
        CanonicalWriting.Long(bytes, number);
        CanonicalWriting.Text(bytes, table);
        CanonicalWriting.Number(bytes, (uint)values.Count);
        foreach (string? value in values)
        {
            CanonicalWriting.Text(bytes, value);
        }

        return Digest.Of(bytes.WrittenSpan);
    }
}
