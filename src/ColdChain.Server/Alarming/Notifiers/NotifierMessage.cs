namespace ColdChain.Server.Alarming.Notifiers;

/// <summary>What is handed over.</summary>
/// <param name="Key">The idempotency key: alarm, step and contact (AL-13). Letters, digits, '-', '.' and '/'.</param>
/// <param name="Address">A mail address, or the name of a robot in the configuration.</param>
/// <param name="Mobile">The phone that a group robot calls out to; null for none.</param>
/// <param name="Subject">The first line: it must do alone.</param>
/// <param name="Body">All of it, the first line included.</param>
/// <param name="Link">Stands at the end and is never cut; null for none. Carries a secret, so it is not logged.</param>
public sealed record NotifierMessage(
    string Key, string Address, string? Mobile, string Subject, string Body, string? Link);
