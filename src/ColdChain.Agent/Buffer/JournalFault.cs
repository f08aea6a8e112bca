namespace ColdChain.Agent.Buffer;

/// <summary>Why the buffer could not do what it was asked.</summary>
public enum JournalFault
{
    /// <summary>No space on the file system. Heals when somebody makes room.</summary>
    DiskFull,

    /// <summary>The buffer has reached the size that the configuration allows. Heals when the server takes entries.</summary>
    SizeLimit,

    /// <summary>The file cannot be read or written: permissions, a read-only or failing disk.</summary>
    Unwritable,

    /// <summary>The file was written by a newer version of the agent; nothing is touched.</summary>
    NewerFormat,
}
