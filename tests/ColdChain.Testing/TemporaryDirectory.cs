namespace ColdChain.Testing;

/// <summary>A directory of a test's own that goes away with the test.</summary>
/// <remarks>Set COLDCHAIN_KEEP_TEST_FILES=1 to keep it for reading; its path is then printed.</remarks>
public sealed class TemporaryDirectory : IDisposable
{
    private const string KeepVariable = "COLDCHAIN_KEEP_TEST_FILES";

    private const string MemoryFolder = "/dev/shm";

    public TemporaryDirectory() => FullPath = Directory.CreateTempSubdirectory("coldchain-test-").FullName;

    private TemporaryDirectory(string path) => FullPath = Directory.CreateDirectory(path).FullName;

    /// <summary>In memory where the system has such a folder: for thousands of files whose fsync a test watches itself.</summary>
    public static TemporaryDirectory InMemory() => Directory.Exists(MemoryFolder)
        ? new TemporaryDirectory(System.IO.Path.Combine(MemoryFolder, $"coldchain-test-{Guid.NewGuid():N}"))
        : new TemporaryDirectory();

    public string FullPath { get; }

    /// <summary>The path of a file or directory inside, which need not exist.</summary>
    public string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([FullPath, .. parts]);

    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable(KeepVariable) == "1")
        {
            Console.Error.WriteLine($"kept: {FullPath}");
            return;
        }

        if (Directory.Exists(FullPath))
        {
            Directory.Delete(FullPath, recursive: true);
        }
    }
}
