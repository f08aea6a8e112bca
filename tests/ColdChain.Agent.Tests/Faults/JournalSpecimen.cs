using ColdChain.Agent.Buffer;
using ColdChain.Testing;
using ColdChain.Testing.Disks;

namespace ColdChain.Agent.Tests.Faults;

/// <summary>A journal with known readings, as a kill leaves it: a file, and a log whose last commits are in it alone.</summary>
internal sealed class JournalSpecimen : IDisposable
{
    private const int Groups = 120;
    private const int GroupSize = 20;
    private const int OldAt = 60;

    private readonly TemporaryDirectory _folder = TemporaryDirectory.InMemory();
    private readonly List<(int Highest, long LogEnd)> _commits = [];

    private JournalSpecimen()
    {
    }

    public JournalTruth Truth { get; private set; } = new([], [], []);

    /// <summary>The file as it was half-way, for the fault of an old copy put back.</summary>
    public byte[] OldFile { get; private set; } = [];

    public byte[] File { get; private set; } = [];

    public byte[] Log { get; private set; } = [];

    /// <summary>Where in the log each commit ends that was not folded into the file yet, and the highest value up to it.</summary>
    public IReadOnlyList<(int Highest, long LogEnd)> Commits => _commits;

    public static async Task<JournalSpecimen> MakeAsync()
    {
        JournalSpecimen specimen = new();
        string path = Path.Combine(specimen._folder.FullPath, SqliteReadingBuffer.FileName);
        using FaultyDisk disk = new(specimen._folder.FullPath);
        long logEnd = 0;
        disk.Rule = call =>
        {
            bool isLog = call.Kind == DiskCallKind.Write && call.Path.EndsWith("-wal", StringComparison.Ordinal);
            logEnd = isLog ? call.Offset + call.Bytes.Length : logEnd;
            if (isLog && call.Offset == 0)
            {
                specimen._commits.Clear();
            }

            return 0;
        };
        await using SqliteReadingBuffer buffer = JournalStory.Open(specimen._folder.FullPath);
        HashSet<int> all = [];
        for (int group = 0; group < Groups; group++)
        {
            int[] values = [.. Enumerable.Range((group * GroupSize) + 1, GroupSize)];
            await buffer.AppendAsync([Some.Measured(values)], JournalStory.Token);
            all.UnionWith(values);
            specimen._commits.Add((values[^1], logEnd));
            if (group == OldAt)
            {
                specimen.OldFile = System.IO.File.ReadAllBytes(path);
            }
        }

        specimen.File = System.IO.File.ReadAllBytes(path);
        specimen.Log = System.IO.File.ReadAllBytes(path + "-wal");
        specimen.Truth = new JournalTruth(all, all, []);
        return specimen;
    }

    /// <summary>A folder of its own with these files in it.</summary>
    public string Lay(string name, byte[] file, byte[]? log)
    {
        string folder = Directory.CreateDirectory(_folder.Path(name)).FullName;
        System.IO.File.WriteAllBytes(Path.Combine(folder, SqliteReadingBuffer.FileName), file);
        if (log is not null)
        {
            System.IO.File.WriteAllBytes(Path.Combine(folder, SqliteReadingBuffer.FileName + "-wal"), log);
        }

        return folder;
    }

    public void Dispose() => _folder.Dispose();
}
