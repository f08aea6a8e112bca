using System.Globalization;
using System.Text;
using ColdChain.Benchmarks.Ingest;

namespace ColdChain.Benchmarks.History;

/// <summary>InfluxDB's line protocol, whole thousandths of a degree, milliseconds; VictoriaMetrics takes it too.</summary>
/// <param name="name">For the table.</param>
/// <param name="target">Path and query of the request.</param>
/// <param name="integerMark"><c>i</c> where whole numbers have a type of their own.</param>
internal sealed class LineProtocol(string name, string target, string integerMark) : Dialect(name)
{
    public override LoadRequest Request(IReadOnlyList<SensorSlice> slices)
    {
        StringBuilder lines = new();
        foreach (SensorSlice slice in slices)
        {
            for (int index = slice.From; index < slice.To; index++)
            {
                lines.Append(
                    CultureInfo.InvariantCulture,
                    $"temperature,sensor={slice.Name} v={slice.Series.MilliCelsiusAt(index)}{integerMark} {slice.Series.TimeAt(index)}\n");
            }
        }

        return LoadRequest.Post(target, [], Encoding.ASCII.GetBytes(lines.ToString()), Readings(slices));
    }
}
