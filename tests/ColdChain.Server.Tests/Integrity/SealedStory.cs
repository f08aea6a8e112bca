using System.Globalization;
using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Integrity;
using ColdChain.Server.Tests.History;
using ColdChain.Testing;
using Microsoft.Data.Sqlite;
using static ColdChain.Server.Tests.History.HistoryUnderTest;

namespace ColdChain.Server.Tests.Integrity;

/// <summary>
/// Four sealed days of two sensors with their roots, late readings of the first day, and a morning that is not sealed; the
/// product made all of it, and is not running any more.
/// </summary>
internal sealed class SealedStory : IAsyncDisposable
{
    public const int Days = 4;
    private const int DayMinutes = 24 * 60;
    private const int Interval = 10;

    private readonly TemporaryDirectory _directory = new();

    private SealedStory()
    {
    }

    public string Folder => _directory.FullPath;

    public List<RootLine> Roots { get; } = [];

    public string KeyFile => _directory.Path(SigningKeyFile.FileName);

    private string Database => _directory.Path(HistoryFile.FileName);

    /// <param name="key">The key file of another history, which this one is to sign with.</param>
    /// <param name="change">Changes what was measured at a minute.</param>
    public static async Task<SealedStory> MakeAsync(string? key = null, Func<int, int, int>? change = null)
    {
        SealedStory story = new();
        if (key is not null)
        {
            File.Copy(key, story.KeyFile);
        }

        await using HistoryUnderTest history = new(story.Folder);
        for (int day = 0; day <= Days; day++)
        {
            await story.LiveAsync(history, day, change ?? ((_, value) => value));
        }

        return story;
    }

    public string Path(string name) => _directory.Path(name);

    /// <summary>Months later: the days of each sensor are in a block of their own.</summary>
    public async Task BindAsync()
    {
        await using HistoryUnderTest history = new(Folder);
        Assert.Equal(2, await history.BindAsync(Minute(Days * DayMinutes)));
        Assert.Equal(0, history.Count("chunks"));
    }

    /// <summary>A file of roots as an agent keeps it.</summary>
    public async Task<string> KeptRootsAsync()
    {
        string path = _directory.Path("kept.txt");
        await File.WriteAllLinesAsync(path, Roots.Select(root => root.ToString()));
        return path;
    }

    public async Task<(int Exit, string Said)> VerifyAsync(params string[] more)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        using StringWriter errors = new(CultureInfo.InvariantCulture);
        int exit = await VerifyVerb.RunAsync(["verify", "--data", Folder, .. more], TimeProvider.System, output, errors);
        return (exit, output.ToString() + errors);
    }

    /// <summary>Verify names this, in its own words, and says so by its exit code.</summary>
    public async Task NamesAsync(string record)
    {
        (int exit, string said) = await VerifyAsync();
        Assert.Contains("DOES NOT FIT: ", said, StringComparison.Ordinal);
        Assert.Contains(record, said, StringComparison.Ordinal);
        Assert.Equal(1, exit);
    }

    /// <summary>As somebody with the file and a console would, guards taken away first.</summary>
    public int Tamper(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using SqliteConnection connection = new($"Data Source={Database};Pooling=false");
        connection.Open();
        using SqliteCommand triggers = connection.CreateCommand();
        triggers.CommandText = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
        List<string> names = [];
        using (SqliteDataReader rows = triggers.ExecuteReader())
        {
            while (rows.Read())
            {
                names.Add(rows.GetString(0));
            }
        }

        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own texts.
        command.CommandText = string.Concat(names.Select(name => $"DROP TRIGGER {name};")) + sql;
#pragma warning restore CA2100
        foreach ((string name, object value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command.ExecuteNonQuery();
    }

    public byte[] Blob(string sql)
    {
        using SqliteConnection connection = new($"Data Source={Database};Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own texts.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (byte[])command.ExecuteScalar()!;
    }

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A day is measured hour by hour, the day before it sealed and given its root.</summary>
    private async Task LiveAsync(HistoryUnderTest history, int day, Func<int, int, int> change)
    {
        int midnight = day * DayMinutes;
        int until = day < Days ? DayMinutes : 8 * 60;
        CancellationToken token = TestContext.Current.CancellationToken;
        for (int minute = midnight; minute < midnight + until; minute += 60)
        {
            await history.AppendAsync(Of(
                [
                    .. Enumerable.Range(0, 60 / Interval).Select(index => minute + (index * Interval)).SelectMany(at => new[]
                    {
                        Reading((2 * at) + 1, at, change(at, 4_000 + (at / 10 % 17 * 100)), Top),
                        Reading((2 * at) + 2, at, 5_000 - (at / 10 % 13 * 100), Bottom),
                    }),
                ]) with
            { StoredAt = Minute(minute + 60) });
            if (minute - midnight == 2 * 60)
            {
                await history.Sealer.SealDueAsync(Minute(minute + 61), token);
                await history.Unjudged.DoneAsync(await history.Unjudged.TakeAsync(token), token);
                Roots.AddRange(await history.Roots.MakeDueAsync(Minute(minute + 61), token) is { } root ? [root] : []);
            }

            if (day == 2 && minute - midnight == 5 * 60)
            {
                await history.AppendAsync(Of(Reading(900_001, 15, 4_050), Reading(900_002, 20, 9_900)) with { StoredAt = Minute(minute) });
            }
        }
    }
}
