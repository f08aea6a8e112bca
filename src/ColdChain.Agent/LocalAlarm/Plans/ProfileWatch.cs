using ColdChain.Agent.Retrying;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.LocalAlarm.Plans;

/// <summary>Keeps the plan as the server has it: from the disk at once, then asked for by and by.</summary>
internal sealed class ProfileWatch(ProfileCache cache, IProfileLine line, TimeSpan every, TimeProvider clock, ILogger log)
{
    /// <summary>A line that is back is noticed within half a minute.</summary>
    private static readonly RetryOptions Retry = new() { LongestWait = TimeSpan.FromSeconds(30) };

    private readonly RetrySchedule _schedule = new(Retry, clock, Random.Shared);
    private string _version = string.Empty;
    private string? _said;

    /// <param name="adopt">Called with each plan that is now in force.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Action<EdgePlan> adopt, CancellationToken cancellationToken)
    {
        if (cache.Load() is { } kept)
        {
            log.LogInformation("The local alarm watches {Units} units by the kept profile {Version}", kept.Units.Count, kept.Version);
            _version = kept.Version;
            adopt(kept);
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            bool isAnswered = Take(await line.AskAsync(_version, cancellationToken), adopt);
            await Task.Delay(isAnswered ? every : _schedule.NextDelay, clock, cancellationToken);
        }
    }

    private bool Take(ProfileOutcome outcome, Action<EdgePlan> adopt)
    {
        if (outcome is ProfileOutcome.Failed failed)
        {
            Say($"The profile cannot be had: {failed.Reason}");
            _schedule.Failed();
            return false;
        }

        _schedule.Succeeded();
        if (outcome is not ProfileOutcome.Changed changed)
        {
            _said = null;
            return true;
        }

        if (EdgePlan.Parse(changed.Json, out string reason) is not { } plan)
        {
            Say($"The server's profile is not understood ({reason})");
            return true;
        }

        log.LogInformation("The local alarm watches {Units} units by the profile {Version}", plan.Units.Count, plan.Version);
        (_version, _said) = (plan.Version, null);
        cache.Keep(changed.Json);
        adopt(plan);
        return true;
    }

    private void Say(string what)
    {
        if (what != _said)
        {
            _said = what;
            log.LogWarning(
                "{What}; {Force}", what, _version.Length > 0 ? $"the one before ({_version}) stays in force" : "none was ever kept, so the local alarm cannot judge");
        }
    }
}
