using System.Globalization;
using System.Text;
using ColdChain.Benchmarks.Ingest;

namespace ColdChain.Benchmarks.History;

/// <summary>VictoriaMetrics' own import: a line of JSON for each sensor, values and times by columns.</summary>
internal sealed class ImportLines() : Dialect("import")
{
    public override LoadRequest Request(IReadOnlyList<SensorSlice> slices)
    {
        StringBuilder lines = new();
        foreach (SensorSlice slice in slices)
        {
            lines.Append(CultureInfo.InvariantCulture, $$$"""{"metric":{"__name__":"temperature_v","sensor":"{{{slice.Name}}}"},"values":[""");
            lines.AppendJoin(',', Enumerable.Range(slice.From, slice.Count).Select(slice.Series.MilliCelsiusAt));
            lines.Append("],\"timestamps\":[");
            lines.AppendJoin(',', Enumerable.Range(slice.From, slice.Count).Select(slice.Series.TimeAt));
            lines.Append("]}\n");
        }

        return LoadRequest.Post("/api/v1/import", [], Encoding.ASCII.GetBytes(lines.ToString()), Readings(slices));
    }
}
