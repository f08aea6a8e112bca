using ColdChain.Server.History.Embedded;
using ColdChain.Testing;

namespace ColdChain.Server.Tests.Faults;

/// <summary>The files of a history that lives, with sealed days, open ones and a log, as a test may damage them.</summary>
internal sealed class StoreSpecimen : IDisposable
{
    private const int StepsBefore = 60;
    private const int StepsAfter = 40;

    private readonly TemporaryDirectory _folder = TemporaryDirectory.InMemory();

    private StoreSpecimen(StoreTruth truth) => Truth = truth;

    public StoreTruth Truth { get; }

    public required byte[] File { get; init; }

    public required byte[] Log { get; init; }

    /// <summary>What is beside the file: how many commits there have been.</summary>
    public required byte[] Witness { get; init; }

    /// <summary>The file as it was once, with the truth of then.</summary>
    public required byte[] OldFile { get; init; }

    public static async Task<StoreSpecimen> MakeAsync(int seed)
    {
        using TemporaryDirectory folder = TemporaryDirectory.InMemory();
        string path = folder.Path(HistoryFile.FileName);
        byte[] old;
        await using (StoreStory before = new(folder.FullPath, seed))
        {
            await before.RunAsync(StepsBefore);
            await before.CloseAsync();
            old = await System.IO.File.ReadAllBytesAsync(path, StoreStory.Token);
            await before.RunAsync(StepsAfter);
            await before.AppendSomeAsync();
            return new StoreSpecimen(before.Truth())
            {
                File = await ReadAsync(path),
                Log = await ReadAsync(path + "-wal"),
                Witness = await ReadAsync(folder.Path(CommitWitness.FileName)),
                OldFile = old,
            };
        }
    }

    /// <summary>A folder with these files in it.</summary>
    public string Lay(string name, byte[] file, byte[]? log)
    {
        string folder = Directory.CreateDirectory(_folder.Path(name)).FullName;
        System.IO.File.WriteAllBytes(Path.Combine(folder, HistoryFile.FileName), file);
        System.IO.File.WriteAllBytes(Path.Combine(folder, CommitWitness.FileName), Witness);
        if (log is not null)
        {
            System.IO.File.WriteAllBytes(Path.Combine(folder, HistoryFile.FileName + "-wal"), log);
        }

        return folder;
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<byte[]> ReadAsync(string path)
    {
        await using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, StoreStory.Token);
        return bytes;
    }
}
