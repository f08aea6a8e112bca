namespace ColdChain.Agent.Tests.Faults;

/// <summary>What SQLite asks of the disk.</summary>
internal enum DiskCallKind
{
    Open,
    Read,
    Write,
    Sync,
    Truncate,
    Delete,
}
