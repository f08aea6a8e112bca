using System.Buffers.Binary;
using ColdChain.Server.History.Embedded;
using ColdChain.Testing;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.Tests.History;

/// <summary>What a kill leaves of a write-ahead log is no damage; what somebody changed in it is, wherever it was (F4).</summary>
public sealed class LogInspectionTests : IDisposable
{
    private const int HeadBytes = 32;
    private const int PageBytes = 512;
    private const int FrameBytes = 24 + PageBytes;

    private readonly TemporaryDirectory _directory = new();
    private readonly byte[] _log;

    public LogInspectionTests() => _log = LogOfThreeCommits();

    [Fact]
    public void A_log_as_SQLite_wrote_it_is_whole_and_none_or_an_empty_one_too()
    {
        Assert.True(FramesOf(_log) >= 4);
        Assert.Null(DamageOf(_log));
        Assert.Null(DamageOf([]));
        Assert.Null(DamageOf(_log[..HeadBytes]));
        Assert.Null(LogInspection.DamageOf(_directory.Path("there-is-none")));
    }

    [Fact] // The last commit may have been torn, and what is zero was never synced: nobody was told that it is safe.
    public void What_a_power_cut_leaves_is_no_damage()
    {
        Assert.Null(DamageOf(_log[..^1]));
        Assert.Null(DamageOf(_log[..^FrameBytes]));
        Assert.Null(DamageOf(Changed(_log.Length - 1)));
        Assert.Null(DamageOf([.. _log, .. new byte[3 * FrameBytes]]));
        Assert.Null(DamageOf(new byte[_log.Length]));
    }

    [Fact]
    public void A_bit_flipped_before_the_last_commit_is_named_with_its_frame()
    {
        for (int frame = 0; frame < 2; frame++)
        {
            foreach (int at in new[] { 0, 9, 17, 24, FrameBytes - 1 })
            {
                Assert.Equal(
                    $"the log was changed at frame {frame + 1} of {FramesOf(_log)}: the commits from there on are lost",
                    DamageOf(Changed(HeadBytes + (frame * FrameBytes) + at)));
            }
        }
    }

    [Fact]
    public void A_bit_flipped_anywhere_in_the_head_is_named()
    {
        for (int at = 0; at < HeadBytes; at++)
        {
            Assert.NotNull(DamageOf(Changed(at)));
        }
    }

    [Theory] // SQLite would leave such a log out without a word.
    [InlineData(0u)]
    [InlineData(256u)]
    [InlineData(131_072u)]
    [InlineData(0x7FFF_FFFFu)]
    [InlineData(0xFFFF_FFFFu)]
    public void A_page_of_a_size_that_there_is_not_is_damage_even_under_a_sum_that_fits(uint pageBytes)
    {
        byte[] changed = [.. _log];
        BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(8), pageBytes);
        WriteSumOfHead(changed);

        Assert.Equal("the head of the log was changed: the commits in it are lost", DamageOf(changed));
    }

    [Fact]
    public void Noise_is_never_more_than_damage()
    {
        Random random = new(20261124);
        for (int round = 0; round < 300; round++)
        {
            byte[] noise = round % 2 == 0 ? new byte[random.Next(3 * FrameBytes)] : [.. _log];
            random.NextBytes(noise.AsSpan(random.Next(noise.Length + 1)));

            Assert.True(DamageOf(noise) is null or { Length: > 0 });
        }
    }

    public void Dispose() => _directory.Dispose();

    private static int FramesOf(byte[] log) => (log.Length - HeadBytes) / FrameBytes;

    private byte[] Changed(int at)
    {
        byte[] changed = [.. _log];
        changed[at] ^= 0x10;
        return changed;
    }

    /// <summary>SQLite's file format, 4.2; the lowest bit of the magic number says how words are read.</summary>
    private static void WriteSumOfHead(byte[] log)
    {
        (uint first, uint second) = (0, 0);
        for (int at = 0; at < 24; at += 8)
        {
            first = unchecked(first + Word(at) + second);
            second = unchecked(second + Word(at + 4) + first);
        }

        BinaryPrimitives.WriteUInt32BigEndian(log.AsSpan(24), first);
        BinaryPrimitives.WriteUInt32BigEndian(log.AsSpan(28), second);

        uint Word(int at) => (log[3] & 1) != 0
            ? BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(at))
            : BinaryPrimitives.ReadUInt32LittleEndian(log.AsSpan(at));
    }

    private string? DamageOf(byte[] log)
    {
        string path = _directory.Path("looked-at-wal");
        File.WriteAllBytes(path, log);
        return LogInspection.DamageOf(path);
    }

    private byte[] LogOfThreeCommits()
    {
        string path = _directory.Path("specimen.db");
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        Execute(connection, $"PRAGMA page_size = {PageBytes}; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;");
        Execute(connection, "CREATE TABLE noted (line TEXT);");
        Execute(connection, $"INSERT INTO noted VALUES ('{new string('a', 2 * PageBytes)}');");
        Execute(connection, "INSERT INTO noted VALUES ('the last one');");
        using FileStream log = new(path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[log.Length];
        log.ReadExactly(bytes);
        return bytes;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Written here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
