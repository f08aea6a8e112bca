namespace ColdChain.Core.Exposure;

/// <summary>How much of a vial monitor's budget a stretch of time has used, estimated (EX-33).</summary>
/// <remarks>For ranking and for the manufacturer's file. It releases no lot, and it knows nothing of frost (EX-34).</remarks>
/// <param name="Monitor">Of which type.</param>
/// <param name="Used">1 is the end point; assumed time included.</param>
/// <param name="AssumedUsed">The part of <paramref name="Used"/> that stands for time in which nobody measured.</param>
/// <param name="AssumedMilliseconds">How long that was.</param>
/// <param name="UnknownMilliseconds">Not even assumed: there is no reading on either side.</param>
public sealed record VialMonitorShare(
    VialMonitor Monitor, double Used, double AssumedUsed, long AssumedMilliseconds, long UnknownMilliseconds)
{
    public bool IsAssumed => AssumedMilliseconds > 0;
}
