using System.Text.Json;

namespace FirmwareSim.History;

/// <summary>The server's 200 (docs/protocols/wire.md): what is durable, what was refused.</summary>
internal sealed record WireReply(
    IReadOnlyList<(long First, long Last)> Accepted, IReadOnlyList<(long Sequence, string Reason)> Rejected)
{
    /// <exception cref="UploadFault">It is not what the contract says.</exception>
    public static WireReply Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            return new WireReply(
                [.. root.GetProperty("accepted").EnumerateArray().Select(range => (range[0].GetInt64(), range[1].GetInt64()))],
                [.. root.GetProperty("rejected").EnumerateArray().Select(entry => (
                    entry.GetProperty("sequence").GetInt64(), entry.GetProperty("reason").GetString() ?? string.Empty))]);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or IndexOutOfRangeException)
        {
            throw new UploadFault($"the server's answer is not what the contract says: {fault.Message}");
        }
    }

    /// <summary>The first sequence of a batch that the reply says nothing of; null when all are answered for.</summary>
    public long? FirstUnanswered(IReadOnlyList<SequencedReading> batch)
    {
        HashSet<long> rejected = [.. Rejected.Select(entry => entry.Sequence)];
        foreach (SequencedReading entry in batch)
        {
            bool isDurable = Accepted.Any(range => entry.Sequence >= range.First && entry.Sequence <= range.Last);
            if (!isDurable && !rejected.Contains(entry.Sequence))
            {
                return entry.Sequence;
            }
        }

        return null;
    }
}
