namespace ColdChain.Testing.Disks;

/// <summary>One call to the disk, before it is done.</summary>
/// <param name="Number">Counts the calls that change something (not reads) from 1; that of the last change for a read.</param>
public readonly record struct DiskCall(int Number, DiskCallKind Kind, string Path, long Offset, byte[] Bytes)
{
    public bool Changes => Kind is not (DiskCallKind.Read or DiskCallKind.Open);
}
