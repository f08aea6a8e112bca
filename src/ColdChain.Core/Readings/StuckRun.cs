using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Readings;

/// <summary>EX-24. For how long a sensor has said the same, to a thousandth of a degree.</summary>
/// <param name="Value">What it says.</param>
/// <param name="Since">The first reading of that value.</param>
/// <param name="LastAt">The newest one.</param>
/// <remarks>
/// Causal: whether a reading speaks depends on the readings before it alone, at most <see cref="Lookback"/> before.
/// The default is a run of 0.000 °C in 1970; begin with <see cref="Of"/> or <see cref="UpTo"/>.
/// </remarks>
public readonly record struct StuckRun(Temperature Value, Instant Since, Instant LastAt)
{
    /// <summary>EX-24. A working sensor moves by its last digit within a day, or somebody should look at it [P].</summary>
    public static readonly TimeSpan StuckAfter = TimeSpan.FromHours(24);

    /// <summary>
    /// EX-24. A good ice-lined fridge under a coarse sensor may stand still for a day: only after three is it called unobserved [P].
    /// </summary>
    public static readonly TimeSpan MuteAfter = TimeSpan.FromHours(72);

    /// <summary>EX-24. Exactly 0.000 °C is what a shorted line or an empty register says [P].</summary>
    public static readonly TimeSpan ZeroIsStuckAfter = TimeSpan.FromMinutes(60);

    /// <summary>A longer silence begins the run anew: nobody knows what happened in between [P].</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromHours(2);

    /// <summary>Whoever asks whether a reading still speaks needs the readings from this long before it.</summary>
    public static readonly TimeSpan Lookback = MuteAfter + LongestSilence;

    /// <summary>Somebody should look at it.</summary>
    public bool IsStuck => LastAt - Since >= (IsZero ? ZeroIsStuckAfter : StuckAfter);

    /// <summary>It says nothing any more of how warm it is.</summary>
    public bool IsMute => LastAt - Since >= (IsZero ? ZeroIsStuckAfter : MuteAfter);

    private bool IsZero => Value.MilliCelsius == 0;

    public static StuckRun Of(in Reading first) => new(first.Value, first.MeasuredAt, first.MeasuredAt);

    /// <summary>The run that the reading at this place belongs to; read backwards no further than it takes to know.</summary>
    public static StuckRun UpTo(IReadOnlyList<Reading> readings, int index)
    {
        ArgumentNullException.ThrowIfNull(readings);
        StuckRun run = Of(readings[index]);
        while (index > 0 && !run.IsMute && run.Continues(readings[index - 1]))
        {
            index--;
            run = run with { Since = readings[index].MeasuredAt };
        }

        return run;
    }

    /// <summary>The run that the next reading by time belongs to: this one, or one of its own.</summary>
    public StuckRun Next(in Reading reading) =>
        reading.Value == Value && reading.MeasuredAt - LastAt <= LongestSilence
            ? this with { LastAt = reading.MeasuredAt }
            : Of(reading);

    private bool Continues(in Reading before) => before.Value == Value && Since - before.MeasuredAt <= LongestSilence;
}
