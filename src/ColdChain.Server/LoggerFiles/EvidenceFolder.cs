using System.Security.Cryptography;

namespace ColdChain.Server.LoggerFiles;

/// <summary>Uploaded files as they came, under their SHA-256; those that nobody has confirmed yet wait apart.</summary>
/// <remarks>
/// <code>
/// NAME/HASH           confirmed: kept for good, never written again
/// NAME/waiting/HASH   looked at, not confirmed; gone after a day
/// </code>
/// Written beside, fsynced, then renamed: a name is there with all of its bytes or not at all.
/// </remarks>
public sealed class EvidenceFolder(string dataDirectory, string name = "logger-files")
{
    /// <summary>How long somebody may think before they confirm.</summary>
    public static readonly TimeSpan Waiting = TimeSpan.FromDays(1);

    /// <summary>Looking at files may not fill the disk: 64 times 8 MB at most.</summary>
    private const int MostWaiting = 64;

    private readonly string _kept = Path.Combine(dataDirectory, name);
    private readonly string _waiting = Path.Combine(dataDirectory, name, "waiting");

    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Puts a file aside until somebody confirms it; gives its hash.</summary>
    public async Task<string> PutAsync(ReadOnlyMemory<byte> bytes, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clock);
        string hash = HashOf(bytes.Span);
        Directory.CreateDirectory(_waiting);
        Clear(clock);
        await WriteAsync(Path.Combine(_waiting, hash), bytes, cancellationToken);
        return hash;
    }

    /// <summary>A file that waits or is kept; null when it is gone, or is not what its name says.</summary>
    public async Task<byte[]?> ReadAsync(string hash, CancellationToken cancellationToken)
    {
        foreach (string folder in (string[])[_waiting, _kept])
        {
            string path = Path.Combine(folder, hash);
            if (File.Exists(path) && await File.ReadAllBytesAsync(path, cancellationToken) is { } bytes && HashOf(bytes) == hash)
            {
                return bytes;
            }
        }

        return null;
    }

    /// <summary>From now on it is evidence. Once more changes nothing.</summary>
    public async Task KeepAsync(string hash, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        string path = Path.Combine(_kept, hash);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(_kept);
            await WriteAsync(path, bytes, cancellationToken);
        }

        if (Directory.Exists(_waiting))
        {
            File.Delete(Path.Combine(_waiting, hash));
        }
    }

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        string beside = $"{path}.{Guid.NewGuid():N}.tmp";
        await using (FileStream file = new(beside, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(bytes, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    private void Clear(TimeProvider clock)
    {
        DateTime oldest = (clock.GetUtcNow() - Waiting).UtcDateTime;
        FileInfo[] waiting = [.. new DirectoryInfo(_waiting).GetFiles().OrderByDescending(file => file.LastWriteTimeUtc)];
        foreach (FileInfo file in waiting.Where((file, index) => file.LastWriteTimeUtc < oldest || index >= MostWaiting))
        {
            file.Delete();
        }
    }
}
