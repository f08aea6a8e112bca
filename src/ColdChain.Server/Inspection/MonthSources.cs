namespace ColdChain.Server.Inspection;

/// <summary>What the monthly sheet shows beside readings: what is in doubt, and what loggers say of their days.</summary>
public sealed record MonthSources(ObservationReader Observations, LoggerDays Logger);
