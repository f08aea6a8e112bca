using Microsoft.Data.Sqlite;

namespace ColdChain.Server.Tests.Persistence;

/// <summary>A kill while the schema is looked after must not lock the server out of its own records.</summary>
public sealed class KilledWhileMigratingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_whose_predecessor_was_killed_while_it_migrated_starts_again()
    {
        await using ServerUnderTest first = await ServerUnderTest.StartAsync();
        await first.StopAsync();
        LeaveTheLockOfADeadProcess(Path.Combine(first.Directory, "records.db"));

        Task<ServerUnderTest> starting = ServerUnderTest.StartAsync(directory: first.Directory);

        Assert.Same(starting, await Task.WhenAny(
            starting, Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System, Token)));
        await (await starting).StopAsync();
    }

    private static void LeaveTheLockOfADeadProcess(string records)
    {
        using SqliteConnection connection = new($"Data Source={records};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2026-11-22 08:10:32+00:00');
            """;
        command.ExecuteNonQuery();
    }
}
