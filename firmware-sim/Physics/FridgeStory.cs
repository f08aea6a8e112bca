namespace FirmwareSim.Physics;

/// <summary>All that happens to one fridge: power cuts, door openings by the scenario and by the staff's habit.</summary>
/// <remarks>A pure function of time, so that copies of a fridge need no cursor. Nobody opens a door for vaccine while the power is out.</remarks>
internal sealed record FridgeStory(
    IReadOnlyList<SecondRange> PowerCuts, IReadOnlyList<SecondRange> DoorOpenings, DoorHabit Habit)
{
    public FridgeStory WithPowerCut(SecondRange cut) => this with { PowerCuts = [.. PowerCuts, cut] };

    public Situation At(long second)
    {
        long until = long.MaxValue;
        bool hasPower = !IsInside(PowerCuts, second, ref until);
        bool doorIsOpen = IsInside(DoorOpenings, second, ref until);
        (IReadOnlyList<SecondRange> openings, long dayEnd) = Habit.On(second);
        until = Math.Min(until, dayEnd);
        bool habitual = IsInside(openings, second, ref until);
        return new Situation(hasPower, doorIsOpen || (habitual && hasPower), until);
    }

    private static bool IsInside(IReadOnlyList<SecondRange> ranges, long second, ref long until)
    {
        bool inside = false;
        foreach (SecondRange range in ranges)
        {
            if (range.Contains(second))
            {
                inside = true;
                until = Math.Min(until, range.End);
            }
            else if (range.Start > second)
            {
                until = Math.Min(until, range.Start);
            }
        }

        return inside;
    }
}
