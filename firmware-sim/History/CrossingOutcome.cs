namespace FirmwareSim.History;

/// <summary>Whether the moment of a power cut was found that makes a crossing fall where it is wanted.</summary>
internal abstract record CrossingOutcome
{
    private CrossingOutcome()
    {
    }

    /// <param name="PowerOffSecond">Unix second at which the power goes.</param>
    internal sealed record Found(long PowerOffSecond) : CrossingOutcome;

    /// <param name="Why">For the person who wrote the scenario.</param>
    internal sealed record NotFound(string Why) : CrossingOutcome;
}
