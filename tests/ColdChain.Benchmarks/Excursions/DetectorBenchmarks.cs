using System.Globalization;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ColdChain.Core.Excursions;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.Ingest;

namespace ColdChain.Benchmarks.Excursions;

/// <summary>What it costs to judge a reading, beside what it costs to read it from the wire and to look at it at all.</summary>
/// <remarks>All times and bytes are of one reading, on one core.</remarks>
public class DetectorBenchmarks
{
    /// <summary>A full batch: what the server takes in one request.</summary>
    private const int Readings = ReadingBatch.MostEntries;

    private const int Sensors = 50;
    private const int MillisecondsApart = 60_000;
    private const long Begin = 1_777_564_800_000;

    private readonly List<ExcursionEvent> _events = [];
    private ExcursionDetector _detector = new(StandardProfiles.CnImmFridge);
    private Reading[] _readings = [];
    private byte[] _body = [];

    /// <summary>How the fridge does: never out; out for good; out for 4 minutes of each 20; out for 30 of each 60.</summary>
    [Params(Fridge.InRange, Fridge.Out, Fridge.Dithers, Fridge.ExcursionEachHour)]
    public Fridge Does { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        SensorId sensor = SensorId.Parse("gaochuan/fridge-1/top", CultureInfo.InvariantCulture);
        _detector = new ExcursionDetector(StandardProfiles.CnImmFridge);
        _readings = [.. Enumerable.Range(0, Readings).Select(minute => new Reading(
            sensor, At(minute), Temperature.FromMilliCelsius(MilliCelsius(minute)), ReadingFlags.DeviceTime))];
        _body = JsonSerializer.SerializeToUtf8Bytes(Batch(), WireJson.Default.ReadingBatch);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Readings)]
    public BatchDecoding DecodeFromTheWire() => BatchDecoder.Decode(_body);

    [Benchmark(OperationsPerInvoke = Readings)]
    public DetectorState Judge()
    {
        _events.Clear();
        DetectorState state = _detector.NewState();
        foreach (Reading reading in _readings)
        {
            _detector.Step(state, reading, holdsFreezeSensitive: true, _events);
        }

        return state;
    }

    /// <summary>The least that any judgement could cost: each reading is looked at once.</summary>
    [Benchmark(OperationsPerInvoke = Readings)]
    public int LoopOverTheArray()
    {
        int outside = 0;
        foreach (Reading reading in _readings)
        {
            outside += reading.Value.MilliCelsius is < 2_000 or > 8_000 ? 1 : 0;
        }

        return outside;
    }

    private static Instant At(int minute) => Instant.FromUnixMilliseconds(Begin + ((long)minute * MillisecondsApart));

    // In range it wanders by thousandths, as a probe does: a constant would be easier on branch prediction than life is.
    private int MilliCelsius(int minute)
    {
        bool isOut = Does switch
        {
            Fridge.InRange => false,
            Fridge.Out => true,
            Fridge.Dithers => minute % 20 >= 16,
            Fridge.ExcursionEachHour => minute % 60 >= 30,
        };
        return (isOut ? 9_000 : 5_000) + (minute * 7 % 900);
    }

    private ReadingBatch Batch() => new()
    {
        Journal = "7f0c1d5e-6a0b-4a55-9c57-0d6f3f5d2c11",
        Lane = ReadingBatch.BacklogLane,
        AgentTime = Begin,
        Series = [.. _readings.Select((reading, index) => (reading, index)).GroupBy(one => one.index % Sensors).Select(of => new WireSeries
        {
            Sensor = $"gaochuan/fridge-{of.Key}/top",
            Readings = [.. of.Select(one => new WireReading(
                one.index + 1, one.reading.MeasuredAt.UnixMilliseconds, one.reading.Value.MilliCelsius, (int)one.reading.Flags))],
        })],
    };
}
