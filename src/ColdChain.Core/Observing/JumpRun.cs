using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Observing;

/// <summary>EX-25. A change that was too fast and waits to be taken back.</summary>
/// <param name="Before">The value before it.</param>
/// <param name="Far">The value furthest away since.</param>
/// <param name="At">The reading that jumped.</param>
internal sealed record JumpRun(Temperature Before, Temperature Far, Instant At)
{
    /// <summary>EX-25. A probe in its buffer of glycol follows the air by a few kelvins in this time [P].</summary>
    private static readonly TemperatureDelta Jump = TemperatureDelta.FromMilliKelvin(10_000);

    /// <summary>EX-25. Over a longer time the change can be a true one [P].</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(2);

    /// <summary>EX-25. What stays longer is no spike [P].</summary>
    private static readonly TimeSpan LongestStay = TimeSpan.FromMinutes(10);

    private bool IsUp => Far > Before;

    /// <summary>EX-25. The jump that waits after this reading, and the one that it took back, if any.</summary>
    public static (JumpRun? Waiting, JumpRun? TakenBack) Next(JumpRun? waiting, in Reading last, in Reading reading)
    {
        if (waiting is not null && reading.MeasuredAt - waiting.At > LongestStay)
        {
            waiting = null;
        }

        if (waiting?.IsTakenBackBy(reading.Value) == true)
        {
            return (null, waiting);
        }

        JumpRun? jumped = Between(last, reading);
        return jumped is not null && (waiting is null || waiting.IsUp == jumped.IsUp)
            ? (jumped, null)
            : (waiting?.Reaching(reading.Value), null);
    }

    private static JumpRun? Between(in Reading last, in Reading reading) =>
        (reading.Value - last.Value).Magnitude >= Jump && reading.MeasuredAt - last.MeasuredAt <= LongestStep
            ? new JumpRun(last.Value, reading.Value, reading.MeasuredAt)
            : null;

    /// <summary>At least half of the way back.</summary>
    private bool IsTakenBackBy(Temperature value)
    {
        int way = Far.MilliCelsius - Before.MilliCelsius;
        int back = Far.MilliCelsius - value.MilliCelsius;
        return IsUp ? 2 * back >= way : 2 * back <= way;
    }

    private JumpRun Reaching(Temperature value) => (IsUp ? value > Far : value < Far) ? this with { Far = value } : this;
}
