using FirmwareSim.Scenarios;

namespace FirmwareSim.History;

/// <summary>Shares the history out to the agents of the scenario and sends all at the same time.</summary>
internal static class HistoryDelivery
{
    /// <param name="readings">All readings, oldest first; those of no agent stay unsent.</param>
    /// <param name="agents">With a key each.</param>
    /// <param name="server">Such as http://127.0.0.1:8080/.</param>
    /// <param name="terminal">Clock, and where progress is told.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UploadFault">One of them could not deliver.</exception>
    public static async Task SendAsync(
        IReadOnlyList<PastReading> readings,
        IReadOnlyList<(AgentPlan Agent, string Key)> agents,
        Uri server,
        Commands.Terminal terminal,
        CancellationToken cancellationToken)
    {
        using SocketsHttpHandler handler = new() { UseProxy = false };
        using HttpClient http = new(handler) { BaseAddress = server };
        TextWriter log = TextWriter.Synchronized(terminal.Out);
        await Task.WhenAll(agents.Select(agent =>
        {
            HistoryUpload upload = new(http, agent.Agent.AgentId, agent.Key, terminal.Clock, log);
            return upload.SendAsync([.. readings.Where(reading => agent.Agent.Covers(reading.Sensor))], cancellationToken);
        }));
    }
}
