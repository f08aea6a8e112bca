namespace ColdChain.Server.Persistence;

/// <summary>The lock that keeps a second server from the records was lost, and somebody else has it: nothing may be written now.</summary>
public sealed class RecordsNotOursException() : Exception(
    "The records are not ours to write now: the connection that held our lock broke, and another server has it. End that server; this one takes the lock again by itself.");
