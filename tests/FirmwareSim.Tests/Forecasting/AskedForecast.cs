using ColdChain.Core.Exposure;
using ColdChain.Core.Time;

namespace FirmwareSim.Tests.Forecasting;

/// <summary>What was forecast at one moment after a power cut.</summary>
internal sealed record AskedForecast(Instant At, ForecastOutcome Outcome);
