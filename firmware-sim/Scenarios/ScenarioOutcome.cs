namespace FirmwareSim.Scenarios;

/// <summary>A scenario, or all the mistakes that keep it from being one.</summary>
internal sealed record ScenarioOutcome(Scenario? Scenario, IReadOnlyList<ScenarioMistake> Mistakes);
