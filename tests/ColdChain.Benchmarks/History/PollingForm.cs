namespace ColdChain.Benchmarks.History;

/// <summary>How a simulated probe is read, and where in the simulated time its series begins.</summary>
/// <param name="StartMilliseconds">The first reading, Unix time.</param>
/// <param name="IntervalMinutes">Between two readings.</param>
/// <param name="StepMilliKelvin">The resolution: 100 or 10.</param>
/// <param name="ShiftMinutes">Where in the simulated series it begins.</param>
/// <param name="OffsetMilliKelvin">Between two sensors that share a simulated probe.</param>
/// <param name="JitterMilliseconds">The most by which a reading comes late; 0 for devices that tell whole seconds.</param>
/// <param name="Seed">Of the jitter.</param>
internal sealed record PollingForm(
    long StartMilliseconds,
    int IntervalMinutes,
    int StepMilliKelvin,
    int ShiftMinutes,
    int OffsetMilliKelvin,
    int JitterMilliseconds,
    ulong Seed);
