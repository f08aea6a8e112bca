using System.Collections.Concurrent;
using ColdChain.Server.Persistence;

namespace ColdChain.Server.Tests.Persistence;

/// <summary>Records that are set up once and copied for each test: hashing passwords is slow on purpose.</summary>
/// <param name="setUp">Fills the records of a data directory, and leaves nothing open.</param>
public sealed class RecordsTemplate(Func<string, Task> setUp)
{
    private static readonly ConcurrentBag<string> Made = [];

    private readonly Lazy<Task<string>> _directory = new(async () =>
    {
        string directory = Directory.CreateTempSubdirectory("coldchain-template-").FullName;
        Made.Add(directory);
        await TestedRecords.MakeAsync(directory);
        await setUp(directory);
        TestedRecords.Release();
        return directory;
    });

    public static void DeleteAll()
    {
        foreach (string directory in Made)
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>A test on PostgreSQL skips where there is none.</summary>
    public async Task CopyToAsync(string directory)
    {
        if (TestedRecords.Kind == RecordsKind.PostgreSql)
        {
            await TestedRecords.ServerAsync();
        }

        await TestedRecords.CopyAsync(await _directory.Value, directory);
    }
}
