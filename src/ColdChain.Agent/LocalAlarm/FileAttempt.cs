using System.Runtime.InteropServices;

namespace ColdChain.Agent.LocalAlarm;

/// <summary>Files that the local alarm keeps: a disk that fails must not silence it, so every fault is a value.</summary>
internal static partial class FileAttempt
{
    private const int ReadOnly = 0;

    /// <summary>Null when it worked; otherwise what the system said.</summary>
    public static string? Try(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }

    /// <summary>
    /// The whole file is the new one or the old one, whatever happens in between: written beside it, fsynced, renamed over it,
    /// and the folder fsynced, since a rename is on the disk only with its folder.
    /// </summary>
    public static string? Replace(string path, ReadOnlyMemory<byte> content) => Try(() =>
    {
        string fresh = path + ".new";
        using (FileStream file = new(fresh, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(content.Span);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
        SyncFolder(Path.GetDirectoryName(path)!);
    });

    /// <summary>Nothing (and no fault) when there is no such file.</summary>
    public static string? Read(string path, int mostBytes, out byte[]? content)
    {
        byte[]? found = null;
        string? fault = Try(() =>
        {
            FileInfo file = new(path);
            found = !file.Exists ? null
                : file.Length <= mostBytes ? File.ReadAllBytes(path)
                : throw new IOException($"{path} has {file.Length} bytes, more than any that was written here");
        });
        content = found;
        return fault;
    }

    /// <summary>Keeps what cannot be read for whoever wants to know why.</summary>
    public static string SetAside(string path, DateTimeOffset now)
    {
        string aside = $"{path}.damaged-{now:yyyyMMddTHHmmssfff}";
        return Try(() => File.Move(path, aside, overwrite: true)) is { } fault ? $"{path} ({fault})" : aside;
    }

    private static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // NTFS keeps renames in its own journal; a folder cannot be opened there.
        }

        int descriptor = Open(folder, ReadOnly);
        if (descriptor >= 0)
        {
            _ = Sync(descriptor);
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
