namespace ColdChain.Server.History.Influx;

/// <summary>What became of a question to InfluxDB. A failure that may be expected of a line or a database is a value.</summary>
public abstract record InfluxOutcome
{
    private InfluxOutcome()
    {
    }

    /// <summary>InfluxDB has acknowledged it: what was written is on its disk, or all rows were read.</summary>
    public sealed record Done : InfluxOutcome;

    /// <summary>It is there and cannot now: overloaded, starting, its disk full. The same again may help.</summary>
    /// <param name="RetryAfter">What it asked for, if it did.</param>
    /// <param name="Reason">In its own words, cut to a line.</param>
    public sealed record Busy(TimeSpan? RetryAfter, string Reason) : InfluxOutcome;

    /// <summary>The same again will be refused again: a person has to look.</summary>
    public sealed record Refused(string Reason) : InfluxOutcome;

    /// <summary>No answer, half an answer, or one that InfluxDB does not give. Whether it took what was sent is not known.</summary>
    public sealed record Unreachable(string Reason) : InfluxOutcome;
}
