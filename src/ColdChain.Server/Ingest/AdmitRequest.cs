namespace ColdChain.Server.Ingest;

/// <summary>Which entries of the quarantine to admit, and why.</summary>
public sealed record AdmitRequest(IReadOnlyList<long> Numbers, string Reason);
