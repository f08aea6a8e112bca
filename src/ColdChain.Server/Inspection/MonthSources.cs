using ColdChain.Server.Signing;

namespace ColdChain.Server.Inspection;

/// <summary>What the monthly sheet shows beside readings: what is in doubt, what loggers say of their days, and who signed.</summary>
public sealed record MonthSources(ObservationReader Observations, LoggerDays Logger, SignatureBook Signatures);
