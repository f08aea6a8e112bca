namespace ColdChain.Server.History;

/// <summary>Readings of finished days are in another database, and that is away or does not have what was sealed.</summary>
/// <remarks>
/// Thrown, and not an answer without them: whoever judges or prints must never take days that could not be read for days
/// without readings. Monitoring tries again; a page answers 503.
/// </remarks>
public sealed class HistoryAwayException(string message) : Exception(message);
