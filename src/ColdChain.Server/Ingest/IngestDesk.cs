using ColdChain.Server.Integrity;

namespace ColdChain.Server.Ingest;

/// <summary>What ingest remembers between requests.</summary>
internal sealed record IngestDesk(
    IngestGate Gate, InFlightLimit InFlight, ClockWatch Clocks, IngestMetrics Metrics, AgentReportDesk Reports, RootTelling Roots);
