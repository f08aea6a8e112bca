namespace ColdChain.Core.HandReadings;

/// <summary>The half of the working day that a hand reading stands for (HR-01). Stored as text: never rename.</summary>
public enum HandReadingSlot
{
    /// <summary>上午, 06:00 to 11:59 by the facility's clock.</summary>
    Morning,

    /// <summary>下午, 12:00 to 18:59 by the facility's clock.</summary>
    Afternoon,
}
