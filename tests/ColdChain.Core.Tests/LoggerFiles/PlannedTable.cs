using System.Globalization;
using ColdChain.Core.LoggerFiles;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Tests.LoggerFiles;

/// <summary>A table to be written and read back: one row a minute, in tenths of a degree.</summary>
internal sealed record PlannedTable(char Delimiter, char DecimalMark, string TimeFormat, IReadOnlyList<int?> Rows)
{
    private static readonly DateTime First = new(2026, 5, 1, 11, 58, 0);

    public bool IsQuoted { get; init; }

    public bool IsValueFirst { get; init; }

    public string Missing { get; init; } = "###";

    public DelimitedMapping Mapping => new()
    {
        Delimiter = Delimiter,
        HeaderLine = 2,
        TimeColumn = "When",
        TimeFormat = TimeFormat,
        TemperatureColumn = IsValueFirst ? "1" : "2",
        Sensor = "cellar",
        MissingMarks = ["kein Wert"],
    };

    public string Text => "Export of somebody\n" + Line("Degrees", "When") + string.Concat(
        Rows.Select((tenths, row) => Line(Value(tenths), First.AddMinutes(row).ToString(TimeFormat, CultureInfo.InvariantCulture))));

    public void IsSame(LoggerFile file)
    {
        Assert.Empty(file.Rejected);
        Assert.Equal(
            Rows.Select((tenths, row) => ("cellar", First.AddMinutes(row), tenths is { } known ? Temperature.FromTenths(known) : (Temperature?)null)),
            file.Log.Select(reading => (reading.Sensor, reading.At.Local!.Value, reading.Value)));
    }

    private string Line(string value, string time) => IsValueFirst ? $"{Cell(value)}{Delimiter}{Cell(time)}\n" : $"{Cell(time)}{Delimiter}{Cell(value)}\n";

    private string Cell(string text) => IsQuoted ? $"\"{text}\"" : text;

    private string Value(int? tenths) =>
        tenths is { } known ? (known / 10m).ToString("0.0", CultureInfo.InvariantCulture).Replace('.', DecimalMark) : Missing;
}
