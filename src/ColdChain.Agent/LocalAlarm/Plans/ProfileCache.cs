using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.LocalAlarm.Plans;

/// <summary>The plan on the disk, as the server sent it: a power cut takes the network too, and the rules must still be there.</summary>
internal sealed class ProfileCache(string directory, TimeProvider clock, ILogger log)
{
    private readonly string _path = Path.Combine(directory, "agent-profile.json");

    /// <summary>The last plan kept, or null. One that cannot be read is set aside and said.</summary>
    public EdgePlan? Load()
    {
        if (FileAttempt.Read(_path, EdgePlan.MostBytes, out byte[]? json) is { } fault)
        {
            log.LogError("The kept profile cannot be read ({Fault}): the local alarm is deaf until the server answers", fault);
            return null;
        }

        if (json is null)
        {
            return null;
        }

        EdgePlan? plan = EdgePlan.Parse(json, out string reason);
        if (plan is null)
        {
            log.LogError(
                "The kept profile is damaged ({Reason}) and was set aside as {Aside}: the local alarm is deaf until the server answers",
                reason,
                FileAttempt.SetAside(_path, clock.GetUtcNow()));
        }

        return plan;
    }

    public void Keep(byte[] json)
    {
        if (FileAttempt.Replace(_path, json) is { } fault)
        {
            log.LogError("The profile cannot be kept ({Fault}): after a restart without network the one before holds", fault);
        }
    }
}
