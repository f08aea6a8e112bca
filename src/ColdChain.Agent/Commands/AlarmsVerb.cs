using ColdChain.Agent.Configuration;
using ColdChain.Agent.LocalAlarm.Desk;

namespace ColdChain.Agent.Commands;

/// <summary><c>alarms list</c> and <c>alarms ack</c>: asks the agent that runs on this data directory.</summary>
internal static class AlarmsVerb
{
    public static async Task<(int Code, string Text)> RunAsync(AgentSettings settings, DeskRequest request, CancellationToken cancellationToken)
    {
        DeskReply? reply = await DeskSocket.AskAsync(settings.DataDirectory, request, cancellationToken);
        return reply is null
            ? (ExitCode.Failed, $"no agent with a local alarm runs on {settings.DataDirectory}, or this user may not ask it")
            : (reply.IsDone ? ExitCode.Done : ExitCode.Failed, string.Join('\n', reply.Lines));
    }
}
