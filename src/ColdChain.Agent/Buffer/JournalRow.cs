using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using Microsoft.Data.Sqlite;

namespace ColdChain.Agent.Buffer;

/// <summary>Entries as rows of a journal, and back; whatever a damaged file may hold, nothing is made up from it.</summary>
internal static class JournalRow
{
    public const string Columns = "sequence, at_ms, sensor, milli_celsius, flags, kind, unit, detail";

    public const string Insert = $"""
        INSERT INTO entries ({Columns}, crc)
        VALUES ($sequence, $at, $sensor, $milliCelsius, $flags, $kind, $unit, $detail, $crc)
        """;

    /// <summary>What a server takes in an event's detail (WireEvent); the rest is cut off.</summary>
    private const int LongestDetail = 500;

    /// <summary>The last millisecond of the year 9999: later is no time that anything here can print.</summary>
    private const long LastMillisecond = 253_402_300_799_999;

    private const int CheckColumn = 8;

    public static EntryFields Of(long sequence, Reading reading) => new()
    {
        Sequence = sequence,
        At = reading.MeasuredAt.UnixMilliseconds,
        Sensor = reading.Sensor.ToString(),
        MilliCelsius = reading.Value.MilliCelsius,
        Flags = (long)reading.Flags,
    };

    public static EntryFields Of(long sequence, WireEvent what) => new()
    {
        Sequence = sequence,
        At = what.At,
        Sensor = what.Sensor,
        Kind = what.Kind,
        Unit = what.Unit,
        Detail = Cut(what.Detail),
    };

    public static void Write(SqliteCommand insert, SqliteTransaction transaction, in EntryFields row) => Sql.Execute(
        insert,
        transaction,
        ("$sequence", row.Sequence),
        ("$at", row.At),
        ("$sensor", row.Sensor),
        ("$milliCelsius", row.MilliCelsius),
        ("$flags", row.Flags),
        ("$kind", row.Kind),
        ("$unit", row.Unit),
        ("$detail", row.Detail),
        ("$crc", (long)EntryCheck.Of(row)));

    /// <param name="row">Of <see cref="Columns"/> and crc.</param>
    /// <param name="checkedFrom">From this sequence on each has a check sum; those before were written by version 1.</param>
    /// <exception cref="SqliteException">The row is damaged; the message names its sequence.</exception>
    public static JournalEntry Read(SqliteDataReader row, long checkedFrom)
    {
        EntryFields fields = new()
        {
            Sequence = row.GetInt64(0),
            At = Number(row, 1) ?? long.MaxValue,
            Sensor = Text(row, 2),
            MilliCelsius = Number(row, 3),
            Flags = Number(row, 4),
            Kind = Text(row, 5),
            Unit = Text(row, 6),
            Detail = Text(row, 7),
        };
        if (Number(row, CheckColumn) is { } check ? check != EntryCheck.Of(fields) : fields.Sequence >= checkedFrom)
        {
            throw JournalDamage.Found($"entry {fields.Sequence} does not fit its check sum");
        }

        return ToEntry(fields);
    }

    /// <exception cref="SqliteException">The fields make no sense.</exception>
    public static JournalEntry ToEntry(EntryFields fields)
    {
        if (fields.At is < -LastMillisecond or > LastMillisecond)
        {
            throw JournalDamage.Found($"entry {fields.Sequence} has no possible time");
        }

        return fields.MilliCelsius is { } milliCelsius ? ToReading(fields, milliCelsius) : ToEvent(fields);
    }

    private static JournalEntry.Measured ToReading(in EntryFields fields, long milliCelsius)
    {
        long flags = fields.Flags ?? 0;
        if (!SensorId.TryParse(fields.Sensor, CultureInfo.InvariantCulture, out SensorId sensor)
            || milliCelsius is < int.MinValue or > int.MaxValue || flags is < 0 or > int.MaxValue)
        {
            throw JournalDamage.Found($"entry {fields.Sequence} cannot be a reading");
        }

        return new JournalEntry.Measured(fields.Sequence, new Reading(
            sensor,
            Instant.FromUnixMilliseconds(fields.At),
            Temperature.FromMilliCelsius((int)milliCelsius),
            (ReadingFlags)flags));
    }

    private static JournalEntry.Happened ToEvent(in EntryFields fields) => new(new WireEvent
    {
        Sequence = fields.Sequence,
        At = fields.At,
        Sensor = fields.Sensor,
        Kind = fields.Kind ?? throw JournalDamage.Found($"entry {fields.Sequence} is neither reading nor event"),
        Unit = fields.Unit,
        Detail = Cut(fields.Detail),
    });

    private static string? Cut(string? detail) => detail is { Length: > LongestDetail } ? detail[..LongestDetail] : detail;

    private static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
