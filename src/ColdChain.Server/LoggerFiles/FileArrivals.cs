using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.History;

namespace ColdChain.Server.LoggerFiles;

/// <summary>An admitted file as arrivals, the same as an agent's batches: the history takes each of them once.</summary>
internal static class FileArrivals
{
    /// <summary>Who is on record as the sender: nobody's agent, the upload page.</summary>
    public static readonly AgentId Uploader = AgentId.Parse("logger-upload", CultureInfo.InvariantCulture);

    /// <summary>In the order of the file; events with the last.</summary>
    /// <param name="events">Those that are not on record yet.</param>
    public static IEnumerable<Arrival> Of(AdmittedFile file, LoggerFileTicket ticket, IReadOnlyList<WireEvent> events, Instant now)
    {
        JournalId journal = JournalOf(file, ticket);
        ArrivedReading[][] parts = [.. file.Readings.Chunk(ReadingBatch.MostEntries)];
        for (int part = 0; part < parts.Length; part++)
        {
            yield return new Arrival
            {
                Agent = Uploader,
                Journal = journal,
                StoredAt = now,
                Series = ArrivedSeries.Of(parts[part]),
                Events = part == parts.Length - 1 ? events : [],
            };
        }
    }

    /// <summary>Made of what the file says and how it is read, so that confirming once more is a repetition.</summary>
    private static JournalId JournalOf(AdmittedFile file, LoggerFileTicket ticket)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{ticket.Sha256} {ticket.TimeZone} {file.Sensors}"));
        return JournalId.FromGuid(new Guid(hash.AsSpan(0, 16)));
    }
}
