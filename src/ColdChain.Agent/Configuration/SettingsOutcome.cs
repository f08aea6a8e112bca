namespace ColdChain.Agent.Configuration;

/// <summary>Settings, or everything that is wrong with them.</summary>
public abstract record SettingsOutcome
{
    private SettingsOutcome()
    {
    }

    public sealed record Read(AgentSettings Settings) : SettingsOutcome;

    public sealed record Refused(IReadOnlyList<Mistake> Mistakes) : SettingsOutcome;
}
