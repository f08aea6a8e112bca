namespace FirmwareSim.Tests;

/// <summary>Tells a time that only the test moves; its timers run as the machine's do.</summary>
internal sealed class HeldClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Move(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
