using ColdChain.Agent.LocalAlarm.Outputs.Gsm;

namespace ColdChain.Agent.LocalAlarm.Plans;

/// <summary>Somebody whom the agent may write to or ring.</summary>
/// <param name="Order">From one; those of equal order are told together (AL-06).</param>
/// <param name="Name">For the record of who answered.</param>
/// <param name="Phone">Prints masked.</param>
/// <param name="IsEnglish">The language of what they are sent.</param>
public sealed record EdgeContact(int Order, string Name, PhoneNumber Phone, bool IsEnglish);
