using System.Collections.Immutable;
using ColdChain.Core.Exposure;

namespace ColdChain.Server.Pages.Excursions;

/// <summary>What an excursion did to what lay beside its sensor, from its start to its end or to now (EX-21, EX-32 to EX-34).</summary>
/// <param name="Exposure">By band.</param>
/// <param name="MeanKinetic">For reference.</param>
/// <param name="VialMonitors">An estimate for each type, the least stable first: no paper says which one a lot has.</param>
public sealed record ExposureFacts(
    TemperatureExposure Exposure, MeanKineticOutcome MeanKinetic, ImmutableArray<VialMonitorShare> VialMonitors);
