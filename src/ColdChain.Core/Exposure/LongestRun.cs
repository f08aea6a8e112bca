namespace ColdChain.Core.Exposure;

/// <summary>The longest observed time for which something held without a reading that says otherwise (EX-21, EX-34).</summary>
/// <remarks>A gap adds nothing and ends nothing: nobody saw a return.</remarks>
internal readonly record struct LongestRun(long Milliseconds, long Current)
{
    public LongestRun Then(bool holds, long milliseconds)
    {
        long current = holds ? Current + milliseconds : 0;
        return new LongestRun(Math.Max(Milliseconds, current), current);
    }
}
