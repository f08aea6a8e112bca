namespace FirmwareSim.Physics;

/// <summary>What is done to a fridge, true until (not including) <paramref name="Until"/>, in Unix seconds.</summary>
internal readonly record struct Situation(bool HasPower, bool DoorIsOpen, long Until);
