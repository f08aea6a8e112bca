namespace ColdChain.Agent.LocalAlarm.Outputs.Gsm;

/// <summary>One short message as <c>AT+CMGS</c> takes it.</summary>
/// <param name="Hex">With the service centre's address in front (empty: the SIM's own).</param>
/// <param name="Length">Octets without that address: what the command is told.</param>
internal sealed record SmsPdu(string Hex, int Length);
