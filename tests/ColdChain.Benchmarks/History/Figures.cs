using System.Globalization;

namespace ColdChain.Benchmarks.History;

/// <summary>The figures of a run: for each line of the table those of each contestant, by round.</summary>
internal sealed class Figures(IReadOnlyList<string> stores)
{
    private readonly List<(string Line, string Unit, bool MoreIsBetter)> _lines = [];
    private readonly Dictionary<(string Line, string Store), List<double>> _found = [];
    private readonly Dictionary<(string Line, string Store), string> _remarks = [];

    /// <summary>What was measured of one store for one line; several times is the median.</summary>
    public void Add(string line, string unit, string store, double value)
    {
        if (_lines.All(known => known.Line != line))
        {
            _lines.Add((line, unit, unit.EndsWith("/s", StringComparison.Ordinal)));
        }

        if (!_found.TryGetValue((line, store), out List<double>? values))
        {
            _found[(line, store)] = values = [];
        }

        values.Add(value);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {line}: {store} {Words(value)} {unit}"));
    }

    /// <summary>Said behind the figure.</summary>
    public void Remark(string line, string store, string remark) => _remarks[(line, store)] = remark;

    /// <summary>As a table of Markdown: a ratio above one says that ours is better.</summary>
    public IEnumerable<string> Table()
    {
        string[] peers = [.. stores.Skip(1)];
        yield return $"| | unit | {string.Join(" | ", stores)} | {string.Join(" | ", peers.Select(peer => $"better than {peer} by"))} |";
        yield return $"| --- | --- | {string.Join(" | ", stores.Select(_ => "---"))} | {string.Join(" | ", peers.Select(_ => "---"))} |";
        foreach ((string line, string unit, bool moreIsBetter) in _lines)
        {
            IEnumerable<string> ratios = peers.Select(peer =>
                Median(line, stores[0]) is { } ours && Median(line, peer) is { } theirs
                    ? string.Create(CultureInfo.InvariantCulture, $"{(moreIsBetter ? ours / theirs : theirs / ours):0.00}")
                    : "-");
            yield return $"| {line} | {unit} | {string.Join(" | ", stores.Select(store => Cell(line, store)))} | {string.Join(" | ", ratios)} |";
        }
    }

    public double? Median(string line, string store) => _found.TryGetValue((line, store), out List<double>? values)
        ? values.Order().ElementAt(values.Count / 2)
        : null;

    private string Cell(string line, string store) => Median(line, store) is { } median
        ? Words(median) + (_remarks.TryGetValue((line, store), out string? remark) ? $" ({remark})" : string.Empty)
        : "-";

    private static string Words(double value) => value switch
    {
        >= 10_000 => value.ToString("# ### ### ##0", CultureInfo.InvariantCulture).Trim(),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
