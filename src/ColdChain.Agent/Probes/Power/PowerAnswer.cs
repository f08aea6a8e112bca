namespace ColdChain.Agent.Probes.Power;

/// <summary>What one run of the command says.</summary>
internal abstract record PowerAnswer
{
    private PowerAnswer()
    {
    }

    internal sealed record Known(bool IsLost) : PowerAnswer;

    /// <param name="Reason">Why nobody can say, for people.</param>
    internal sealed record Unknown(string Reason) : PowerAnswer;
}
