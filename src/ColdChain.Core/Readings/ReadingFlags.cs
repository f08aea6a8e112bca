namespace ColdChain.Core.Readings;

/// <summary>What is known about how a reading came to be. Stored and sent as an integer: never renumber.</summary>
[Flags]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "Flags is what the wire calls it.")]
public enum ReadingFlags
{
    None = 0,

    /// <summary>The time is the device's own clock; without this flag it is when the agent received it.</summary>
    DeviceTime = 1,

    /// <summary>
    /// The agent's own clock was not trustworthy (before 2020, stepped, or away from the server's) when it received this,
    /// and the time may have been corrected by the server's; or the device gave a time that cannot be believed, and the
    /// time of arrival stands in its place.
    /// </summary>
    ClockSuspect = 2,

    /// <summary>The lowest of a day by the logger's own daily history. Kept and shown, never judged.</summary>
    DailyLow = 4,

    /// <summary>The highest of a day by the logger's own daily history. Kept and shown, never judged.</summary>
    DailyHigh = 8,

    /// <summary>From the memory of a logger that was read out later, not from a sensor that reports by itself.</summary>
    Logger = 16,
}
