namespace ColdChain.Server.Ingest;

/// <summary>What became of each entry: admitted, or still in quarantine with the reason as of now.</summary>
public sealed record AdmitReply(IReadOnlyList<long> Admitted, IReadOnlyList<QuarantineLine> Kept);
