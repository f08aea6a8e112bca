using System.Globalization;
using System.Text;
using ColdChain.Core.Time;

namespace ColdChain.Core.Integrity;

/// <summary>One hash over everything that was sealed since the root before; what is signed, printed and kept elsewhere.</summary>
/// <param name="Number">From 1, without holes.</param>
/// <param name="Day">The last day that was sealed under it, by the calendar.</param>
/// <param name="Calendar">Of the history.</param>
/// <param name="MadeAt">By the server's clock.</param>
/// <param name="Previous">The hash of the root before, the default for the first.</param>
/// <param name="Heads">Of every sensor that got a link since the root before, in any order.</param>
/// <remarks>
/// The root's hash is the SHA-256 of this text (ASCII, each line ended by a line feed), so that
/// <c>sha256sum</c> computes it and <c>openssl dgst -sha256 -verify</c> checks its signature:
/// <code>
/// coldchain daily root 1
/// number 17
/// day 2026-11-21
/// calendar +08:00
/// made 2026-11-21T16:40:12.345Z
/// previous 64 digits, zeros in the first root
/// chains 2
/// gaochuan/fridge-1/bottom 41 64 digits
/// gaochuan/fridge-1/top 42 64 digits
/// </code>
/// Chains are in the order of their sensors' bytes. The audit trail, where it grew since the root before, is one of them
/// under the name that no sensor has (<see cref="AuditMark.LeafName"/>), with the number of its newest row; so is the
/// ledger of the rows beside the readings (<see cref="CanonicalLedgerRow.LeafName"/>).
/// </remarks>
public sealed record DailyRoot(
    long Number, int Day, DayCalendar Calendar, Instant MadeAt, Digest Previous, IReadOnlyList<ChainHead> Heads)
{
    public const string Form = "coldchain daily root 1";

    public Digest Hash() => Digest.Of(ToBytes());

    public byte[] ToBytes()
    {
        StringBuilder text = new(256 + (Heads.Count * 112));
        string sign = Calendar.Offset < TimeSpan.Zero ? "-" : "+";
        text.Append(Form).Append('\n')
            .Append(CultureInfo.InvariantCulture, $"number {Number}\n")
            .Append(CultureInfo.InvariantCulture, $"day {DayCalendar.DateOf(Day):yyyy-MM-dd}\n")
            .Append(CultureInfo.InvariantCulture, $"calendar {sign}{Calendar.Offset:hh\\:mm}\n")
            .Append(CultureInfo.InvariantCulture, $"made {MadeAt}\n")
            .Append(CultureInfo.InvariantCulture, $"previous {Previous}\n")
            .Append(CultureInfo.InvariantCulture, $"chains {Heads.Count}\n");
        foreach (ChainHead head in Heads.OrderBy(head => head.Sensor.ToString(), StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{head.Sensor} {head.Link} {head.Chain}\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
