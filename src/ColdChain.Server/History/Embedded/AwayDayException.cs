namespace ColdChain.Server.History.Embedded;

/// <summary>What is written needs a sealed day whose readings are not in the file; it is undone and may be written again once they are.</summary>
/// <remarks>
/// An exception because it comes out of the middle of a transaction, which is undone by one; <see cref="HomeComing"/> is the
/// only place that it reaches.
/// </remarks>
internal sealed class AwayDayException(int sensor, int day)
    : Exception($"The readings of sensor number {sensor} on day {day} are not in the history's own file.")
{
    public int Sensor { get; } = sensor;

    public int Day { get; } = day;
}
