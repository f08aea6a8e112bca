namespace ColdChain.Core.Alarms;

/// <summary>AL-14. When a message that could not be handed over is tried again.</summary>
/// <remarks>
/// Network and server faults heal themselves, so the first tries follow quickly. Refused keys and addresses are healed
/// by a person, so they are tried at leisure, but they are tried: the configuration may have been corrected.
/// </remarks>
public static class DeliveryRetry
{
    /// <summary>After this long the message is given up and shown as such; its content is a day old.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);

    public static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);

    /// <summary>Robots of WeCom and DingTalk count by the minute.</summary>
    public static readonly TimeSpan RateLimitDelay = TimeSpan.FromSeconds(60);

    private const int DoublingsToLongest = 6;

    /// <param name="failure">What the last attempt met.</param>
    /// <param name="failedAttempts">How many have failed, this one included: at least one.</param>
    public static TimeSpan DelayAfter(DeliveryFailure failure, int failedAttempts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failedAttempts, 1);
        TimeSpan growing = failedAttempts > DoublingsToLongest
            ? LongestDelay
            : FirstDelay * (1 << (failedAttempts - 1));
        return failure switch
        {
            DeliveryFailure.Network or DeliveryFailure.Server => growing,
            DeliveryFailure.RateLimited => growing > RateLimitDelay ? growing : RateLimitDelay,
            DeliveryFailure.Auth or DeliveryFailure.Client => LongestDelay,
        };
    }
}
