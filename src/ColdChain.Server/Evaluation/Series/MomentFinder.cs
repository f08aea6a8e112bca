using System.Globalization;
using ColdChain.Core.LoggerFiles.Written;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Server.Evaluation.Series;

/// <summary>Gives each row its moment, puts the rows in order of time and says where the local clocks changed.</summary>
internal sealed class MomentFinder(TimeZoneInfo zone)
{
    /// <summary>Clocks that were never set begin at 1970-01-01 or 2000-01-01. A file of history may be older than this product.</summary>
    private static readonly Instant EarliestSet = Instant.FromDateTimeOffset(new DateTimeOffset(2000, 1, 8, 0, 0, 0, TimeSpan.Zero));

    private readonly List<string> _notes = [];
    private readonly List<SeriesFault> _faults = [];
    private readonly List<(int Line, Instant At)> _missingHour = [];
    private readonly List<(int Line, Instant At)> _unset = [];

    public IReadOnlyList<string> Notes => _notes;

    public IReadOnlyList<SeriesFault> Faults => _faults;

    /// <summary>By time; rows of one moment in the order of the file.</summary>
    public List<SeriesEntry> Find(List<(int Line, WrittenTime Time, WrittenValue Value)> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        (TimeSpan step, bool isNewestFirst) = LocalClock.LookAt(rows.Select(row => row.Time));
        LocalClock clock = new(zone, step, isNewestFirst);
        List<SeriesEntry> entries = new(rows.Count);
        LocalMomentKind before = LocalMomentKind.Plain;
        int firstPassRows = 0;
        foreach ((int line, WrittenTime time, WrittenValue value) in rows)
        {
            LocalMoment moment = clock.Resolve(time);
            firstPassRows += moment.Kind == LocalMomentKind.FirstPass ? 1 : 0;
            if ((before, moment.Kind) is (LocalMomentKind.FirstPass, LocalMomentKind.SecondPass)
                or (LocalMomentKind.SecondPass, LocalMomentKind.FirstPass))
            {
                Note($"line {line}: the clocks of {zone.Id} were put back; from here the repeated hour is its {(isNewestFirst ? "first" : "second")} pass");
            }

            before = moment.Kind;
            Keep(entries, line, moment, value);
        }

        NoteZone(rows, firstPassRows > 0 && !clock.HasSteppedBack ? firstPassRows : 0);
        AddFaults();
        _faults.AddRange(ClockSteps.Find(
            isNewestFirst ? [.. entries.AsEnumerable().Reverse()] : entries, step, zone, _missingHour.Select(row => row.Line).ToHashSet()));
        return [.. entries.OrderBy(entry => entry.At.UnixMilliseconds)];
    }

    private void Keep(List<SeriesEntry> entries, int line, LocalMoment moment, WrittenValue value)
    {
        if (moment.At < EarliestSet)
        {
            _unset.Add((line, moment.At));
            return;
        }

        if (moment.Kind == LocalMomentKind.DoesNotExist)
        {
            _missingHour.Add((line, moment.At));
        }

        entries.Add(new SeriesEntry(line, moment.At, value));
    }

    private void NoteZone(List<(int Line, WrittenTime Time, WrittenValue Value)> rows, int undecided)
    {
        if (rows.Any(row => row.Time.Offset is null))
        {
            Note($"times without an offset are read in the zone {zone.Id}");
        }

        if (undecided > 0)
        {
            Note($"{undecided} rows in the repeated hour of a clock change, and no step back: read as before the change");
        }
    }

    private void AddFaults()
    {
        if (_missingHour.Count > 0)
        {
            _faults.Add(new SeriesFault(
                "localTimeDoesNotExist", _missingHour[0].At, null, _missingHour.Count,
                Invariant($"line {_missingHour[0].Line}: the clocks of {zone.Id} never showed this time; read with the offset before the change")));
        }

        if (_unset.Count > 0)
        {
            _faults.Add(new SeriesFault(
                "clockNotSet", _unset[0].At, null, _unset.Count,
                Invariant($"line {_unset[0].Line}: a clock that was never set; when this was measured is not known, so it is not judged")));
        }

        static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }

    private void Note(FormattableString text) => _notes.Add(text.ToString(CultureInfo.InvariantCulture));
}
