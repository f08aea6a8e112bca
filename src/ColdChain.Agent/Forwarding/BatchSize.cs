namespace ColdChain.Agent.Forwarding;

/// <summary>How many entries a lane sends at once: as many as the line carries in a few seconds.</summary>
/// <remarks>
/// Begins small, doubles while requests are quick and comes near to <see cref="Target"/> when they are not, so that fresh readings on the same line never wait long behind a
/// batch of backlog, and a request on a line of a kilobyte a second ends before its time-out. Knows only numbers.
/// </remarks>
/// <param name="first">What a lane begins with.</param>
/// <param name="largest">What the configuration allows.</param>
internal sealed class BatchSize(int first, int largest)
{
    /// <summary>A request should take no longer than this; fresh readings wait behind it on a slow line.</summary>
    public static readonly TimeSpan Target = TimeSpan.FromSeconds(4);

    /// <summary>Below this a batch is mostly headers.</summary>
    public const int SmallestForSlowness = 20;

    public int Most { get; private set; } = Math.Min(first, largest);

    /// <summary>A batch of so many entries was answered after so long.</summary>
    public void Took(TimeSpan time, int entries)
    {
        if (time <= Target / 2)
        {
            Most = (int)Math.Min(largest, Most * 2L);
        }
        else if (time <= Target)
        {
            Most = Math.Min(largest, Math.Max(Most, (int)(entries * (Target / time))));
        }
        else if (entries > 0)
        {
            Most = Math.Min(Most, Math.Max(Math.Min(SmallestForSlowness, largest), (int)(entries * (Target / time))));
        }
    }

    /// <summary>Nobody is reached: the line that comes back may be another one, and what is measured now must not wait.</summary>
    public void StartAgain() => Most = Math.Min(Most, first);

    /// <summary>The server wants less at once, or does not understand one of so many entries.</summary>
    public void Halve(int entries) => Most = Math.Max(1, entries / 2);

    /// <summary>There was no answer in time.</summary>
    public void TimedOut(int entries) => Most = Math.Min(Most, Math.Max(Math.Min(SmallestForSlowness, largest), entries / 2));
}
