using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Keeping;

/// <summary>A temperature and the time for which it speaks (EX-06), cut to the stretch that is asked for; never empty.</summary>
/// <param name="Value">The raw value.</param>
/// <param name="MeasuredAt">May lie before <paramref name="Start"/>: what was measured before the stretch still holds in it.</param>
/// <param name="Start">In.</param>
/// <param name="End">Out.</param>
public readonly record struct HeldReading(Temperature Value, Instant MeasuredAt, Instant Start, Instant End)
{
    /// <summary>EX-24. The sensor had said the same for too long.</summary>
    public bool IsMute { get; init; }

    public long Milliseconds => End.UnixMilliseconds - Start.UnixMilliseconds;

    /// <summary>EX-24. A stuck value is heard when it is out of range, and else says nothing: its time is unobserved.</summary>
    public bool SpeaksUnder(StorageProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return !IsMute || profile.Violated(Value) is not null;
    }
}
