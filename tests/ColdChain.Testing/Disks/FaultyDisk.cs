using System.Collections.Concurrent;

namespace ColdChain.Testing.Disks;

/// <summary>A folder whose disk does what a test says, call by call, and which knows what a power cut would leave of it.</summary>
/// <remarks>
/// A write is certain only after a sync of its file. A sync that fails drops what was waiting for it, as Linux does: the
/// page cache still shows it, and no later sync brings it to the disk.
/// </remarks>
public sealed class FaultyDisk : IDisposable
{
    public const int Full = 13;
    public const int WriteError = 10 | (3 << 8);
    public const int ReadError = 10 | (1 << 8);
    public const int SyncError = 10 | (4 << 8);
    public const int TruncateError = 10 | (6 << 8);

    private static readonly ConcurrentDictionary<string, FaultyDisk> Disks = [];

    /// <summary>Readers, the writer and the collector call at the same time.</summary>
    private readonly Lock _lock = new();

    private readonly Dictionary<string, (DiskImage Certain, List<DiskCall> Pending)> _files = [];

    public FaultyDisk(string folder)
    {
        DiskShim.Install();
        Folder = folder;
        Disks[folder] = this;
    }

    public string Folder { get; }

    /// <summary>Calls that changed something, or were to.</summary>
    public int Changes { get; private set; }

    /// <summary>Calls that were refused by <see cref="Rule"/>: the proof that a fault was reached.</summary>
    public int Refused { get; private set; }

    /// <summary>The SQLite code to answer a call with; 0 lets it through. May not throw.</summary>
    public Func<DiskCall, int> Rule { get; set; } = _ => 0;

    public static FaultyDisk? Of(string path) => Disks.GetValueOrDefault(Path.GetDirectoryName(path)!);

    /// <summary>What is on the plates if the power goes now: what was synced, and of the rest what chance will have.</summary>
    public void CutPower(Random random, string into)
    {
        lock (_lock)
        {
            CutPower_NeedsLock(random, into);
        }
    }

    private void CutPower_NeedsLock(Random random, string into)
    {
        foreach ((string path, (DiskImage certain, List<DiskCall> pending)) in _files.Where(file => File.Exists(file.Key)))
        {
            DiskImage image = certain.Copy();
            foreach (DiskCall call in pending)
            {
                switch (random.Next(3))
                {
                    case 0:
                        break;
                    case 1:
                        image.Apply(call);
                        break;
                    default:
                        image.Tear(call, random);
                        break;
                }
            }

            image.Save(Path.Combine(into, Path.GetFileName(path)));
        }
    }

    public void Dispose() => Disks.TryRemove(Folder, out _);

    internal int Ask(DiskCallKind kind, string path, long offset, byte[] bytes)
    {
        lock (_lock)
        {
            return Ask_NeedsLock(kind, path, offset, bytes);
        }
    }

    private int Ask_NeedsLock(DiskCallKind kind, string path, long offset, byte[] bytes)
    {
        DiskCall call = new(Changes, kind, path, offset, bytes);
        if (call.Changes)
        {
            call = call with { Number = ++Changes };
        }

        int code = Rule(call);
        Refused += code == 0 ? 0 : 1;
        if (!path.EndsWith("-shm", StringComparison.Ordinal))
        {
            Keep(call, code == 0);
        }

        return code;
    }

    private void Keep(in DiskCall call, bool isDone)
    {
        if (call.Kind == DiskCallKind.Open && !File.Exists(call.Path))
        {
            // What was here has been renamed; a rename is taken to be certain at once.
            _files.Remove(call.Path);
        }

        if (!_files.TryGetValue(call.Path, out var file))
        {
            _files[call.Path] = file = (new DiskImage(File.Exists(call.Path) ? File.ReadAllBytes(call.Path) : []), []);
        }

        switch (call.Kind)
        {
            case DiskCallKind.Write or DiskCallKind.Truncate when isDone:
                file.Pending.Add(call);
                break;
            case DiskCallKind.Sync when isDone:
                file.Pending.ForEach(write => file.Certain.Apply(write));
                file.Pending.Clear();
                break;
            case DiskCallKind.Sync:
                file.Pending.Clear();
                break;
            case DiskCallKind.Delete when isDone:
                _files.Remove(call.Path);
                break;
            default:
                break;
        }
    }
}
