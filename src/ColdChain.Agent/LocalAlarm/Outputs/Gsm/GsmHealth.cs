namespace ColdChain.Agent.LocalAlarm.Outputs.Gsm;

/// <summary>Whether the modem could send now.</summary>
/// <param name="Trouble">Null when it could.</param>
/// <param name="Signal">0 (-113 dBm or less) to 31 (-51 dBm or more), as <c>AT+CSQ</c> counts; null when not known.</param>
internal sealed record GsmHealth(string? Trouble, int? Signal);
