using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>One of the tables whose rows the ledger chains: how a row is found again, and what of it is hashed.</summary>
/// <param name="Kind">As the ledger has it. Never changed.</param>
/// <param name="Name">As it is hashed. Never changed.</param>
/// <param name="Table">Where the rows are.</param>
/// <param name="Keys">The columns that name a row, whole numbers; at most four.</param>
/// <param name="Columns">What is hashed, in this order; sensors and journals by their texts and not by our numbers. Never changed.</param>
internal sealed record LedgerTable(int Kind, string Name, string Table, IReadOnlyList<string> Keys, string Columns)
{
    /// <summary>The columns of keys that the ledger has.</summary>
    public const int MostKeys = 4;

    private const string OfLoggers = "sensor_id, at_ms, side, milli_celsius, flags, agent_id, journal_id, sequence, stored_at_ms";

    public static IReadOnlyList<LedgerTable> All { get; } =
    [
        new(1, "daily_extremes", "daily_extremes", ["sensor_number", "at_ms", "side"], OfLoggers),
        new(2, "daily_extreme_conflicts", "daily_extreme_conflicts", ["sensor_number", "at_ms", "side", "milli_celsius"], OfLoggers),
        new(3, "agent_events", "agent_events", ["event_number"],
            "event_number, agent_id, journal_id, sequence, kind, at_ms, sensor, unit, detail, stored_at_ms"),
        new(4, "quarantine", "quarantine", ["quarantine_number"],
            "quarantine_number, agent_id, journal_id, sequence, sensor, measured_at_ms, milli_celsius, flags, reason, explanation, stored_at_ms"),
        new(5, "quarantine_admitted", "quarantine", ["quarantine_number"], "quarantine_number, admitted_at_ms, admitted_by")
        {
            Condition = "admitted_at_ms IS NOT NULL",
        },
    ];

    /// <summary>Which rows of the table count; of what was quarantined, those that were admitted later.</summary>
    public string Condition { get; private init; } = "TRUE";

    private bool HasSensorNumber => Keys[0] == "sensor_number";

    /// <summary>The keys of all rows, in the order in which those of a former format are chained.</summary>
    public string AllKeys => $"SELECT {KeyList()} FROM {Table} WHERE {Condition} ORDER BY {string.Join(", ", Keys)}";

    /// <summary>The keys of a row that the ledger does not have.</summary>
    public string Strangers => string.Create(
        CultureInfo.InvariantCulture,
        $"SELECT {KeyList()} FROM {Table} WHERE {Condition} EXCEPT SELECT key_1, key_2, key_3, key_4 FROM ledger WHERE kind = {Kind} LIMIT 1");

    /// <summary>What a row has to be hashed by; its keys are the parameters.</summary>
    public string Row => $"""
        SELECT {Columns} FROM {Table} {(HasSensorNumber ? "LEFT JOIN sensors USING (sensor_number)" : string.Empty)} LEFT JOIN journals USING (journal_number)
        WHERE {Condition} AND {string.Join(" AND ", Keys.Select((key, index) => $"{key} = ?{index + 1}"))}
        """;

    /// <summary>Notes what the writing connection adds, whoever adds it; goes with the connection.</summary>
    public string Watch => $"""
        CREATE TEMP TRIGGER IF NOT EXISTS note_{Name} AFTER {(Kind == 5 ? "UPDATE" : "INSERT")} ON main.{Table}
        {(Kind == 5 ? "WHEN NEW.admitted_at_ms IS NOT OLD.admitted_at_ms" : string.Empty)}
        BEGIN INSERT INTO ledger_waiting VALUES (NULL, {Kind}, {KeyList("NEW.")}); END;

        """;

    /// <summary>The columns of the row that stands there, as they are hashed; null where there is none.</summary>
    public static string?[]? Read(SqliteDataReader row) => row.Read()
        ? [.. Enumerable.Range(0, row.FieldCount).Select(column => row.IsDBNull(column) ? null : Text(row.GetValue(column)))]
        : null;

    /// <summary>A value of a kind that we never write there must not read like one that we do.</summary>
    private static string Text(object value) => value switch
    {
        string text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        byte[] bytes => $"x'{Convert.ToHexStringLower(bytes)}'",
        _ => $"? {Convert.ToString(value, CultureInfo.InvariantCulture)}",
    };

    private string KeyList(string before = "") =>
        string.Join(", ", Keys.Select(key => before + key).Concat(Enumerable.Repeat("NULL", MostKeys - Keys.Count)));
}
