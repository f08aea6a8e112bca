namespace ColdChain.Agent.LocalAlarm.Desk;

/// <summary>One line on the agent's socket: list, or take an alarm.</summary>
/// <param name="Take">The alarm to take; null to list.</param>
/// <param name="By">Who takes it.</param>
internal sealed record DeskRequest(string? Take = null, string? By = null);
