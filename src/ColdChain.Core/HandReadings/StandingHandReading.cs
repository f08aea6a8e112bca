namespace ColdChain.Core.HandReadings;

/// <summary>A hand reading that nothing has voided, as far as the rules ask about it.</summary>
/// <param name="Day">The facility's day.</param>
/// <param name="Slot">Which half of it.</param>
/// <param name="ReadAt">When the thermometer was read, with the facility's offset.</param>
/// <param name="EnteredAt">When it was written down here.</param>
/// <param name="IsLate">True when it was entered afterwards (补录).</param>
public sealed record StandingHandReading(
    DateOnly Day, HandReadingSlot Slot, DateTimeOffset ReadAt, DateTimeOffset EnteredAt, bool IsLate);
