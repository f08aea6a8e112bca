using System.Text.Json;

using ColdChain.Server.Equipment;

namespace ColdChain.Server.Monitoring;

/// <summary>Writes the series of a storage unit, one for each sensor and placement, as rows of numbers.</summary>
internal sealed class SeriesJson(Utf8JsonWriter writer)
{
    /// <param name="placement">Whose series it is.</param>
    /// <param name="rows">What its rows are called.</param>
    public void BeginSeries(Placement placement, string rows)
    {
        writer.WriteStartObject();
        writer.WriteString("sensor", placement.SensorId.ToString());
        writer.WriteString("position", placement.Position);
        writer.WriteStartArray(rows);
    }

    public void Row(params ReadOnlySpan<long> numbers)
    {
        writer.WriteStartArray();
        foreach (long number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    /// <summary>The series is on its way when this completes: no two of them are held as text.</summary>
    public async Task EndSeriesAsync(CancellationToken cancellationToken)
    {
        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(cancellationToken);
    }
}
