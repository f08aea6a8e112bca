using System.Collections.Immutable;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>The excursion that goes on, added up in place; <see cref="Excursion"/> is what is told of it.</summary>
internal sealed class ExcursionTally(StorageProfile profile, Limit limit, in Reading first)
{
    private readonly Instant _startedAt = first.MeasuredAt;
    private Temperature _peak = first.Value;
    private Instant _peakAt = first.MeasuredAt;
    private BandTimes _out;
    private long _run;
    private long _longestRun;
    private long _unobserved;

    public Limit Limit { get; } = limit;

    public ImmutableArray<AlarmDue> Alarms { get; private set; } = [];

    public ExcursionTally Copy() => (ExcursionTally)MemberwiseClone();

    /// <summary>EX-07, EX-09, EX-21. A reading outside held for so long, and then nobody knew for so long.</summary>
    public void Hold(Temperature value, long heldMilliseconds, long unobservedMilliseconds)
    {
        _out = _out.Plus(TemperatureBands.Of(value), heldMilliseconds);
        _run += heldMilliseconds;
        _longestRun = Math.Max(_longestRun, _run);
        _unobserved += unobservedMilliseconds;
    }

    /// <summary>EX-08. A further reading outside; after a return it begins a stretch of its own (EX-21).</summary>
    public void Take(in Reading reading, bool isBackFromReturn, long unobservedSinceReturn)
    {
        _unobserved += unobservedSinceReturn;
        if (isBackFromReturn)
        {
            _run = 0;
        }

        if (Limit.IsWorse(reading.Value, _peak))
        {
            (_peak, _peakAt) = (reading.Value, reading.MeasuredAt);
        }
    }

    public void Add(AlarmDue alarm) => Alarms = Alarms.Add(alarm);

    public Excursion Excursion(Instant? endedAt) => new()
    {
        Limit = Limit,
        ProfileId = profile.Id,
        ProfileVersion = profile.Version,
        StartedAt = _startedAt,
        EndedAt = endedAt,
        Peak = _peak,
        PeakAt = _peakAt,
        OutByBand = _out,
        LongestRunMilliseconds = _longestRun,
        UnobservedMilliseconds = _unobserved,
        Alarms = Alarms,
    };
}
