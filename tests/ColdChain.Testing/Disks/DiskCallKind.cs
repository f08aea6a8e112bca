namespace ColdChain.Testing.Disks;

/// <summary>What SQLite asks of the disk.</summary>
public enum DiskCallKind
{
    Open,
    Read,
    Write,
    Sync,
    Truncate,
    Delete,
}
