using System.Globalization;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Running;
using ColdChain.Testing;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.Tests.History;

/// <summary>A history that cannot be used: the console says what, where and what to do, and nobody is served.</summary>
public sealed class HistoryUnfitTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string HistoryPath => _directory.Path(HistoryFile.FileName);

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("run")]
    [InlineData("retention")]
    public async Task What_is_no_database_any_more_is_kept_and_its_backup_asked_for(string verb)
    {
        byte[] garbage = [.. Enumerable.Range(0, 20_000).Select(index => (byte)((index % 97) + 1))];
        await File.WriteAllBytesAsync(HistoryPath, garbage, TestContext.Current.CancellationToken);

        string said = await RefusedAsync(verb);

        Assert.Contains($"The history {HistoryPath} cannot be used", said, StringComparison.Ordinal);
        Assert.Contains("backup", said, StringComparison.Ordinal);
        Assert.Equal(garbage, await File.ReadAllBytesAsync(HistoryPath, TestContext.Current.CancellationToken));
    }

    [Fact] // Met by a flipped bit in the definitions of the tables.
    public async Task A_table_that_is_another_one_is_damage_too()
    {
        await using (HistoryUnderTest history = new(_directory.FullPath))
        {
            await history.AppendAsync(HistoryUnderTest.Of(HistoryUnderTest.Reading(1, 1, 4_000)));
        }

        AtTheDisk("PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'PRIMARY KEY', 'PRIMASY KEY') WHERE name = 'arrivals'");

        Assert.Contains("backup", await RefusedAsync("run"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_a_newer_program_wrote_is_left_to_it()
    {
        AtTheDisk("PRAGMA user_version = 1000");

        Assert.Contains("Start the newer program", await RefusedAsync("run"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_can_be_no_file_the_disk_is_looked_at_and_no_backup_is_asked_for()
    {
        Directory.CreateDirectory(HistoryPath);

        string said = await RefusedAsync("run");

        Assert.Contains("whether the server may write there", said, StringComparison.Ordinal);
        Assert.DoesNotContain("backup", said, StringComparison.Ordinal);
    }

    private async Task<string> RefusedAsync(string verb)
    {
        using StringWriter errors = new(CultureInfo.InvariantCulture);
        int exit = await Verbs.RunAsync([verb, "--data", _directory.FullPath], TimeProvider.System, TextWriter.Null, errors);
        Assert.Equal(Verbs.ExitMistakes, exit);
        return errors.ToString();
    }

    private void AtTheDisk(string sql)
    {
        using SqliteConnection connection = new($"Data Source={HistoryPath};Pooling=false");
        connection.Open();
        HistorySchema.Execute(connection, sql);
    }
}
