namespace ColdChain.Core.Wire;

/// <summary>Somebody whom an agent may call or write to by itself.</summary>
/// <param name="Facility">Whose units' alarms.</param>
/// <param name="Order">From one; those of equal order are told together (AL-06).</param>
/// <param name="Name">For the record of who answered.</param>
/// <param name="Phone">As the contact chain has it; never logged whole.</param>
/// <param name="Language"><c>zh</c> or <c>en</c>.</param>
public sealed record UnitContact(string Facility, int Order, string Name, string Phone, string Language);
