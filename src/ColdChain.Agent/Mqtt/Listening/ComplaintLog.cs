using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Mqtt.Listening;

/// <summary>Warnings about clients, so many a minute: a sensor that knocks ten times a second may not fill the disk with its story.</summary>
/// <remarks>What was left out is counted and told with the first warning of a later minute. Thread-safe.</remarks>
internal sealed class ComplaintLog(ILogger log, TimeProvider clock)
{
    /// <summary>A few broken sensors can still be told apart.</summary>
    public const int MostPerMinute = 30;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long _minuteBegan = clock.GetTimestamp();
    private int _inThisMinute;

    public void Warn(string what)
    {
        int leftOut = 0;
        lock (_lock)
        {
            if (clock.GetElapsedTime(_minuteBegan) >= Minute)
            {
                leftOut = Math.Max(0, _inThisMinute - MostPerMinute);
                _minuteBegan = clock.GetTimestamp();
                _inThisMinute = 0;
            }

            _inThisMinute = _inThisMinute == int.MaxValue ? _inThisMinute : _inThisMinute + 1;
            if (_inThisMinute > MostPerMinute)
            {
                return;
            }
        }

        if (leftOut > 0)
        {
            log.LogWarning("{Count} further warnings about MQTT clients were left out", leftOut);
        }

        log.LogWarning("{Warning}", what);
    }
}
