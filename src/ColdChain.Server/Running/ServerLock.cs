namespace ColdChain.Server.Running;

/// <summary>One server to a data directory. The lock is the kernel's and ends with the process, however that ends.</summary>
/// <remarks>Two would each hold the open days in memory, and neither would see what the other took.</remarks>
internal sealed class ServerLock : IDisposable
{
    private readonly FileStream _file;

    private ServerLock(FileStream file) => _file = file;

    /// <returns>Null when another process holds it.</returns>
    /// <exception cref="UnauthorizedAccessException">The folder is not this user's to write in.</exception>
    public static ServerLock? TryTake(string directory)
    {
        Directory.CreateDirectory(directory);
        try
        {
            return new ServerLock(new FileStream(
                Path.Combine(directory, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
