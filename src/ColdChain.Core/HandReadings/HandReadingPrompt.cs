namespace ColdChain.Core.HandReadings;

/// <summary>What the person in front of the fridge is asked for at this moment.</summary>
public abstract record HandReadingPrompt
{
    private HandReadingPrompt()
    {
    }

    /// <summary>Read the thermometer now; the window closes at <paramref name="Until"/> (exclusive).</summary>
    public sealed record ReadNow(HandReadingSlot Slot, TimeOnly Until) : HandReadingPrompt;

    /// <summary>This slot opens later today: its window, or the six hours, have not come round.</summary>
    public sealed record Wait(HandReadingSlot Slot, TimeOnly From) : HandReadingPrompt;

    /// <summary>This slot is done and the next one is not open; null when the day is complete or over.</summary>
    public sealed record Nothing(bool DayIsComplete) : HandReadingPrompt;
}
