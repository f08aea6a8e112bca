namespace ColdChain.Core.Integrity;

/// <summary>One reading inside its sensor's day, as it is kept and hashed: 20 bytes of plain numbers.</summary>
/// <param name="Offset">Milliseconds since the day began (<see cref="DayCalendar"/>); 0 to 86 399 999.</param>
/// <param name="MilliCelsius">The raw value in thousandths of a degree.</param>
/// <param name="Flags"><see cref="Readings.ReadingFlags"/>; the wire takes no more than 16 bits.</param>
/// <param name="StoredMinute">When the server put it on its disk, in whole minutes since 1970, rounded down.</param>
/// <param name="Journal">Which journal brought it: the number that the history gives to an agent and its buffer.</param>
public readonly record struct KeptReading(int Offset, int MilliCelsius, ushort Flags, int StoredMinute, int Journal);
