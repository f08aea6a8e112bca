using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.LoggerFiles.Written;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.Evaluation.Series;

/// <summary>Makes one reading of each moment, and of what is none a fault with its stretch of time.</summary>
internal sealed class SeriesFold(StorageProfile profile)
{
    /// <summary>So many moments with two values are no accident: the file has several sensors in one column. One in twenty [P].</summary>
    private const int FewestInterleaved = 20;

    private static readonly SensorId Sensor = SensorId.Parse("file/series/1", CultureInfo.InvariantCulture);

    private readonly List<Reading> _readings = [];
    private readonly List<SeriesFault> _faults = [];
    private readonly List<string> _notes = [];
    private SeriesFault? _running;
    private SeriesFault? _conflict;
    private int _conflictCount;

    public IReadOnlyList<Reading> Readings => _readings;

    public IReadOnlyList<SeriesFault> Faults => _faults;

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The same moment with the same value: counted once.</summary>
    public int RepeatedCount { get; private set; }

    /// <param name="entries">All rows, by time.</param>
    public void Take(IReadOnlyList<SeriesEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        for (int index = 0; index < entries.Count;)
        {
            int next = index + 1;
            while (next < entries.Count && entries[next].At == entries[index].At)
            {
                next++;
            }

            TakeMoment(entries, index, next);
            index = next;
        }

        EndFault(null);
        EndConflict();
        if (_conflictCount * FewestInterleaved > _readings.Count && _conflictCount > 1)
        {
            _notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{_conflictCount} moments have several values: if the file holds several sensors in one column, give each a file of its own"));
        }
    }

    private void TakeMoment(IReadOnlyList<SeriesEntry> entries, int index, int end)
    {
        Instant at = entries[index].At;
        Temperature? value = null;
        for (int one = index; one < end; one++)
        {
            switch (entries[one].Value)
            {
                case WrittenValue.Faulty faulty:
                    AddFault(at, NameOf(faulty.Fault), faulty.Detail);
                    break;
                case WrittenValue.Measured measured when IsPowerUp(entries, index, end, measured.Value):
                    AddFault(at, NameOf(SensorFault.Sentinel), "85.0: a sensor that has just been switched on (DS18B20), alone between readings far from it");
                    break;
                case WrittenValue.Measured measured:
                    value = value is { } other ? Agree(at, other, measured.Value) : measured.Value;
                    break;
            }
        }

        if (value is { } known)
        {
            EndFault(at);
            _readings.Add(new Reading(Sensor, at, known, ReadingFlags.DeviceTime));
            if (_conflict is { } conflict && conflict.At != at && conflict.Until != at)
            {
                EndConflict();
            }
        }
    }

    /// <summary>EX-13.</summary>
    private Temperature Agree(Instant at, Temperature left, Temperature right)
    {
        if (left == right)
        {
            RepeatedCount++;
            return left;
        }

        Temperature judged = profile.FurtherOut(left, right);
        _conflictCount++;
        string detail = $"{left} and {right} °C for one moment; {judged} is judged";
        _conflict = _conflict is { } before
            ? before with { Until = at, Rows = before.Rows + 1 }
            : new SeriesFault("conflict", at, null, 1, detail);
        return judged;
    }

    private static bool IsPowerUp(IReadOnlyList<SeriesEntry> entries, int index, int end, Temperature value) =>
        value == SentinelValues.PowerUp
        && SentinelValues.IsPowerUp(Neighbour(entries, index - 1, -1), value, Neighbour(entries, end, 1));

    private static Temperature? Neighbour(IReadOnlyList<SeriesEntry> entries, int from, int step)
    {
        for (int index = from; index >= 0 && index < entries.Count; index += step)
        {
            if (entries[index].Value is WrittenValue.Measured measured)
            {
                return measured.Value;
            }
        }

        return null;
    }

    private void AddFault(Instant at, string kind, string detail)
    {
        if (_running is { } running && running.Kind == kind && running.Detail == detail)
        {
            _running = running with { Rows = running.Rows + 1 };
            return;
        }

        EndFault(at);
        _running = new SeriesFault(kind, at, null, 1, detail);
    }

    private void EndFault(Instant? until)
    {
        if (_running is { } running)
        {
            _faults.Add(running with { Until = until });
            _running = null;
        }
    }

    private void EndConflict()
    {
        if (_conflict is { } conflict)
        {
            _faults.Add(conflict with { Until = conflict.Until ?? conflict.At, Detail = conflict.Rows == 1 ? conflict.Detail : $"first: {conflict.Detail}" });
            _conflict = null;
        }
    }

    private static string NameOf(SensorFault fault) => fault switch
    {
        SensorFault.ProbeMissing => "probeMissing",
        SensorFault.Sentinel => "sentinel",
        SensorFault.OutOfRange => "outOfRange",
        SensorFault.NoAnswer => "noAnswer",
        SensorFault.Garbled => "garbled",
        SensorFault.DeviceError => "deviceError",
    };
}
