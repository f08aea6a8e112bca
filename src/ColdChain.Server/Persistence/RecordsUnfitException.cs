namespace ColdChain.Server.Persistence;

/// <summary>The database cannot be ours; the message says why and what to do. Found before anything is written.</summary>
public sealed class RecordsUnfitException(string message) : Exception(message);
