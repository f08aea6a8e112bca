using System.Globalization;
using System.Text;
using ColdChain.Core.Time;

namespace ColdChain.Core.Integrity;

/// <summary>What is signed when readings are destroyed: who decided, why, and the hash of everything that went.</summary>
/// <param name="Number">From 1, without holes.</param>
/// <param name="At">By the server's clock.</param>
/// <param name="DecidedBy">A person; one line.</param>
/// <param name="Reason">One line.</param>
/// <remarks>
/// The hash is the SHA-256 of this text (UTF-8, each line ended by a line feed); chunks in the order of their keys:
/// <code>
/// coldchain destruction 1
/// number 1
/// at 2036-11-21T16:40:12.345Z
/// by name
/// reason words
/// chunks 1
/// gaochuan/fridge-1/top 2026-05-01 0 64 digits
/// </code>
/// The hash of each chunk (<see cref="CanonicalChunk"/>) stays, so its sensor's chain and every root stay provable.
/// </remarks>
public sealed record DestructionText(long Number, Instant At, string DecidedBy, string Reason)
{
    public const string Form = "coldchain destruction 1";

    public Digest Hash(IReadOnlyCollection<(ChunkPlace Place, Digest Hash)> chunks)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        StringBuilder text = new(256 + (chunks.Count * 112));
        text.Append(Form).Append('\n')
            .Append(CultureInfo.InvariantCulture, $"number {Number}\nat {At}\nby {DecidedBy}\nreason {Reason}\nchunks {chunks.Count}\n");
        foreach ((ChunkPlace place, Digest hash) in chunks)
        {
            text.Append(CultureInfo.InvariantCulture, $"{place.Sensor} {DayCalendar.DateOf(place.Day):yyyy-MM-dd} {place.Part} {hash}\n");
        }

        return Digest.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
