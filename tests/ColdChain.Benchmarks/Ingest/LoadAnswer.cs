namespace ColdChain.Benchmarks.Ingest;

/// <summary>What came back: the status, and how long to wait where the server says so.</summary>
/// <param name="Status">Of HTTP; 0 when the connection was closed instead.</param>
/// <param name="RetryAfter">Zero without that header.</param>
/// <param name="Took">From the first byte sent to the last byte received.</param>
public readonly record struct LoadAnswer(int Status, TimeSpan RetryAfter, TimeSpan Took)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
