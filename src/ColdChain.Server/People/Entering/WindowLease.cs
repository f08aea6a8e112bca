using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace ColdChain.Server.People.Entering;

/// <summary>One permit of a <see cref="WindowLimiter"/>, or the time after which to ask for one again.</summary>
/// <param name="retryAfter">Null when it was granted.</param>
internal sealed class WindowLease(TimeSpan? retryAfter) : RateLimitLease
{
    public override bool IsAcquired => retryAfter is null;

    public override IEnumerable<string> MetadataNames => retryAfter is null ? [] : [MetadataName.RetryAfter.Name];

    public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
    {
        metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
        return metadata is not null;
    }
}
