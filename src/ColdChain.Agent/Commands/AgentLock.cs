namespace ColdChain.Agent.Commands;

/// <summary>One agent to a data directory. The lock is the kernel's and ends with the process, however that ends.</summary>
internal sealed class AgentLock : IDisposable
{
    private readonly FileStream _file;

    private AgentLock(FileStream file) => _file = file;

    /// <exception cref="IOException">Another process holds it, or the folder cannot be made.</exception>
    public static AgentLock Take(string directory)
    {
        Directory.CreateDirectory(directory);
        return new AgentLock(new FileStream(
            Path.Combine(directory, "agent.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
    }

    public void Dispose() => _file.Dispose();
}
