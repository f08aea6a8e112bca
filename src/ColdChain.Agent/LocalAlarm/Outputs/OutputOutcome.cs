namespace ColdChain.Agent.LocalAlarm.Outputs;

/// <summary>Done, or why not.</summary>
internal abstract record OutputOutcome
{
    private OutputOutcome()
    {
    }

    public sealed record Done : OutputOutcome
    {
        public static readonly Done It = new();
    }

    /// <param name="Reason">For a person: what happened and what to change. No phone number is in it whole.</param>
    /// <param name="Left">What is still to be done of the call; null means all of it.</param>
    public sealed record Failed(string Reason, OutputCall? Left = null) : OutputOutcome;
}
