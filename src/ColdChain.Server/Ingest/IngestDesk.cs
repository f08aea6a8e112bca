namespace ColdChain.Server.Ingest;

/// <summary>What ingest remembers between requests.</summary>
internal sealed record IngestDesk(InFlightLimit InFlight, ClockWatch Clocks, IngestMetrics Metrics, AgentReportDesk Reports);
