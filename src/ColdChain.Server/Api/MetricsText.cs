using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace ColdChain.Server.Api;

/// <summary>Collects the counters and gauges of the ColdChain meters and writes them in Prometheus' text format.</summary>
/// <remarks>
/// Names are the instruments' with dots made underscores; a counter ends in <c>_total</c>. A histogram is given as its
/// count and sum. The listener sees every instrument that is made after it or before it.
/// </remarks>
public sealed class MetricsText : IDisposable
{
    /// <summary>Every meter of the product begins with this.</summary>
    public const string MeterPrefix = "ColdChain.";

    private readonly ConcurrentDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public MetricsText()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith(MeterPrefix, StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    public string Write()
    {
        _listener.RecordObservableInstruments();
        StringBuilder text = new();
        foreach (IGrouping<string, Series> family in _series.Values.GroupBy(series => series.Name).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {family.Key} {family.First().Type}\n");
            foreach (Series series in family)
            {
                series.WriteTo(text);
            }
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string labels = Labels(tags);
        _series.GetOrAdd(instrument.Meter.Name + instrument.Name + labels, _ => new Series(instrument, labels)).Add(value);
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return string.Empty;
        }

        StringBuilder labels = new("{");
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            string value = Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? string.Empty;
            value = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal);
            labels.Append(labels.Length > 1 ? "," : string.Empty)
                .Append(CultureInfo.InvariantCulture, $"{tag.Key.Replace('.', '_')}=\"{value}\"");
        }

        return labels.Append('}').ToString();
    }

    private sealed class Series
    {
        private readonly Lock _lock = new();
        private readonly string _labels;
        private readonly bool _replaces;
        private double _value;
        private long _count;

        public Series(Instrument instrument, string labels)
        {
            string kind = instrument.GetType().Name;
            bool counts = kind.Contains("Counter", StringComparison.Ordinal) && !kind.Contains("UpDown", StringComparison.Ordinal);
            _replaces = instrument.IsObservable;
            _labels = labels;
            Type = counts ? "counter" : kind.StartsWith("Histogram", StringComparison.Ordinal) ? "summary" : "gauge";
            Name = instrument.Name.Replace('.', '_') + (counts ? "_total" : string.Empty);
        }

        public string Name { get; }

        public string Type { get; }

        public void Add(double value)
        {
            lock (_lock)
            {
                _value = _replaces ? value : _value + value;
                _count++;
            }
        }

        public void WriteTo(StringBuilder text)
        {
            lock (_lock)
            {
                if (Type == "summary")
                {
                    text.Append(CultureInfo.InvariantCulture, $"{Name}_sum{_labels} {_value}\n{Name}_count{_labels} {_count}\n");
                }
                else
                {
                    text.Append(CultureInfo.InvariantCulture, $"{Name}{_labels} {_value}\n");
                }
            }
        }
    }
}
