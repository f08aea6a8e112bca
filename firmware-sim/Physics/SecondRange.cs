namespace FirmwareSim.Physics;

/// <summary>Half-open, in Unix seconds: <paramref name="Start"/> in, <paramref name="End"/> out.</summary>
internal readonly record struct SecondRange(long Start, long End)
{
    public bool Contains(long second) => second >= Start && second < End;
}
