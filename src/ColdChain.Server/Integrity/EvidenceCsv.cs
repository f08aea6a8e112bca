using System.Globalization;
using System.Text;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.Integrity;

/// <summary>The readings of chunks as lines that any program opens; made of the canonical bytes and of nothing else.</summary>
internal static class EvidenceCsv
{
    public const string Header = "measured_at,celsius,flags,stored_at,agent,journal,late_part,kind\r\n";

    public static void Append(StringBuilder to, CanonicalChunkReader chunk)
    {
        Append(to, chunk, chunk.Day.Readings.Span, "reading");
        Append(to, chunk, chunk.Day.Conflicts.Span, "conflict");
    }

    private static void Append(StringBuilder to, CanonicalChunkReader chunk, ReadOnlySpan<KeptReading> readings, string kind)
    {
        DayCalendar calendar = chunk.Place.Calendar;
        DateTimeOffset start = DateTimeOffset.FromUnixTimeMilliseconds(calendar.StartOf(chunk.Place.Day)).ToOffset(calendar.Offset);
        foreach (KeptReading reading in readings)
        {
            ReadingOrigin origin = chunk.Origins[reading.Journal];
            DateTimeOffset stored = DateTimeOffset.UnixEpoch.AddMinutes(reading.StoredMinute).ToOffset(calendar.Offset);
            to.Append(CultureInfo.InvariantCulture, $"{start.AddMilliseconds(reading.Offset):yyyy-MM-dd'T'HH:mm:ss.fffzzz},")
                .Append(CultureInfo.InvariantCulture, $"{reading.MilliCelsius / 1000m:0.000},{reading.Flags},{stored:yyyy-MM-dd'T'HH:mmzzz},")
                .Append(CultureInfo.InvariantCulture, $"{origin.Agent},{origin.Journal},{chunk.Place.Part},{kind}\r\n");
        }
    }
}
