namespace ColdChain.Agent.Buffer;

/// <summary>The disk under the buffer failed it. Carries what was tried, on which file, and what a person may do.</summary>
public sealed class JournalFaultException(JournalFault fault, string operation, string path, Exception? cause)
    : Exception($"{operation} {path}: {Explain(fault)}", cause)
{
    public JournalFault Fault { get; } = fault;

    public string Path { get; } = path;

    private static string Explain(JournalFault fault) => fault switch
    {
        JournalFault.DiskFull =>
            "the disk is full. Make room; the agent goes on by itself and acknowledges nothing until then.",
        JournalFault.SizeLimit =>
            "the buffer has reached buffer.largestSize. It drains when the server is reached; nothing is thrown away.",
        JournalFault.Unwritable =>
            "the file cannot be read or written. Check the owner and mode of the folder and the state of the disk.",
        JournalFault.NewerFormat =>
            "the file was written by a newer agent. Install that version again, or choose another data directory.",
    };
}
