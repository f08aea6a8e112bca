using ColdChain.Core.Time;

namespace ColdChain.Core.Alarms;

/// <summary>One morning's digest.</summary>
/// <param name="Day">The local day, which names the digest.</param>
/// <param name="CoversUntil">What was found at or after this moment waits for the next morning.</param>
public sealed record DigestMorning(DateOnly Day, Instant CoversUntil);
