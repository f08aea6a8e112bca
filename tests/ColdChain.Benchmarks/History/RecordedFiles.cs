using System.Globalization;
using ColdChain.Testing;

namespace ColdChain.Benchmarks.History;

/// <summary>The published series of fridges and freezers that lie beside the repository: all their temperature columns.</summary>
internal static class RecordedFiles
{
    private static readonly (string File, int TimeColumn, int[] Columns)[] Files =
    [
        ("freezer_celsi_1min.csv", 5, [6]),
        ("ruuvi_fridge.csv", 0, [1]),
        ("saveris_coldstore_15min_clean.csv", 0, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        ("vsm_walkin_freezer_1min_sample.csv", 0, [1, 3, 4, 5, 6]),
    ];

    private static string Folder => Repository.Path("..", "shared", "data", "timeseries");

    /// <summary>Empty where they are absent.</summary>
    public static IReadOnlyList<SensorSeries> ReadAll() =>
        [.. Files.Where(file => File.Exists(Path.Combine(Folder, file.File))).SelectMany(Read)];

    private static IEnumerable<SensorSeries> Read((string File, int TimeColumn, int[] Columns) file)
    {
        SortedDictionary<long, int>[] found = [.. file.Columns.Select(_ => new SortedDictionary<long, int>())];
        foreach (string line in File.ReadLines(Path.Combine(Folder, file.File)).Skip(1))
        {
            // The one file with quotes has them, and a comma within, in its first field alone.
            string[] fields = line[(line.LastIndexOf('"') + 1)..].TrimStart(',').Split(',');
            int shift = line.Contains('"', StringComparison.Ordinal) ? 1 : 0;
            if (Time(fields[file.TimeColumn - shift]) is not { } time)
            {
                continue;
            }

            for (int column = 0; column < found.Length; column++)
            {
                if (decimal.TryParse(fields[file.Columns[column] - shift], CultureInfo.InvariantCulture, out decimal celsius))
                {
                    found[column].TryAdd(time, (int)Math.Round(celsius * 1_000));
                }
            }
        }

        return found.Select(column => new RecordedSeries([.. column.Select(pair => (pair.Key, pair.Value))]));
    }

    /// <summary>Unix seconds, or a moment; one without a zone is taken for UTC. In Unix milliseconds.</summary>
    private static long? Time(string text)
    {
        if (long.TryParse(text, CultureInfo.InvariantCulture, out long seconds))
        {
            return seconds * 1_000;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
            ? at.ToUnixTimeMilliseconds()
            : null;
    }
}
