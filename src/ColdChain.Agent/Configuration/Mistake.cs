namespace ColdChain.Agent.Configuration;

/// <summary>One thing wrong in the configuration file, in words that say what to change.</summary>
/// <param name="Path">Where: <c>sources[0].sensors[2].register</c>.</param>
/// <param name="Problem">What is there and what may be there.</param>
public sealed record Mistake(string Path, string Problem)
{
    public override string ToString() => $"{Path}: {Problem}";
}
