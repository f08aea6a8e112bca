namespace ColdChain.Agent.LocalAlarm.Plans;

/// <summary>The way to ask the server for the plan. Every failure is an outcome; it throws only when cancelled.</summary>
public interface IProfileLine
{
    /// <param name="known">The version that is held already; empty for none.</param>
    Task<ProfileOutcome> AskAsync(string known, CancellationToken cancellationToken);
}
