namespace ColdChain.Agent.DeviceProfiles;

/// <summary>A profile, or why there is none.</summary>
public abstract record DeviceProfileOutcome
{
    private DeviceProfileOutcome()
    {
    }

    public sealed record Found(DeviceProfileFile File) : DeviceProfileOutcome;

    /// <param name="Problem">What is wrong and what is allowed, for people.</param>
    public sealed record Refused(string Problem) : DeviceProfileOutcome;
}
