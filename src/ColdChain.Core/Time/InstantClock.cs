namespace ColdChain.Core.Time;

/// <summary>Reads an <see cref="Instant"/> off the clock that was handed in.</summary>
public static class InstantClock
{
    public static Instant GetCurrentInstant(this TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return Instant.FromDateTimeOffset(clock.GetUtcNow());
    }
}
