using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>What the detector noticed; complete in itself, so that it can be stored as written.</summary>
public abstract record ExcursionEvent
{
    private ExcursionEvent(Excursion excursion) => Excursion = excursion;

    /// <summary>The excursion as known at that moment.</summary>
    public Excursion Excursion { get; }

    /// <summary>A reading was outside and none before it was (EX-01).</summary>
    public sealed record Opened(Excursion Excursion) : ExcursionEvent(Excursion);

    /// <summary>A rule has held for its time (EX-03), by a reading or by the clock alone (EX-04).</summary>
    public sealed record AlarmFellDue(Excursion Excursion, AlarmDue Alarm) : ExcursionEvent(Excursion);

    /// <summary>The return to range has stayed (EX-02).</summary>
    public sealed record Closed(Excursion Excursion, Instant EndedAt) : ExcursionEvent(Excursion);
}
