using System.Security.Cryptography;
using ColdChain.Core.Integrity;
using ColdChain.Server.History;
using ColdChain.Server.History.Embedded;
using ColdChain.Testing;

using static ColdChain.Server.Tests.History.HistoryUnderTest;

namespace ColdChain.Server.Tests.History;

/// <summary>When days are sealed, what is cleared away then, and the root of each day.</summary>
public sealed class SealingTests : IAsyncDisposable
{
    /// <summary>Midnight of the tests begins a day of the calendar, so this is the first minute after it.</summary>
    private const int DayEnd = 24 * 60;

    private readonly TemporaryDirectory _directory = new();
    private readonly HistoryUnderTest _history;

    public SealingTests() => _history = new HistoryUnderTest(_directory.FullPath);

    public async ValueTask DisposeAsync()
    {
        await _history.DisposeAsync();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(DayEnd + 59, 1_000, 0)]
    [InlineData(DayEnd + 60, 1_000, 1)]
    [InlineData(DayEnd + 65, DayEnd + 60, 0)]
    [InlineData(DayEnd + 70, DayEnd + 60, 1)]
    public async Task A_day_is_sealed_an_hour_after_its_end_when_nothing_of_it_came_for_ten_minutes(
        int now, int lastCameAt, int chunks)
    {
        await AppendAsync(lastCameAt, Reading(1, 10, 4_000), Reading(2, 20, 4_100));

        Assert.Equal(chunks, await SealAsync(now));
        Assert.Equal(chunks, _history.Count("chunks"));
        Assert.Equal(2, (await _history.AllOfAsync(Top)).Count);
    }

    [Theory]
    [InlineData(3, 9, DayEnd + 10, 0)]
    [InlineData(2, 9, DayEnd + 10, 1)]
    [InlineData(3, 9, DayEnd - 10, 0)] // more of that day may come with the next request
    [InlineData(3, 4, DayEnd - 10, 0)]
    [InlineData(3, 3, DayEnd - 10, 1)]
    public async Task While_much_of_ended_days_comes_in_quiet_is_not_waited_for_where_a_sensor_has_gone_on_to_a_later_day(
        int whereGoneOn, int anywhere, int last, int chunks)
    {
        await AppendAsync(DayEnd + 100, Reading(1, 10, 4_000), Reading(2, 20, 4_100), Reading(3, 30, 4_200), Reading(4, last, 4_300));

        HistorySealer sealer = _history.SealerOf(whereGoneOn, anywhere);

        Assert.Equal(chunks, await sealer.SealDueAsync(Minute(DayEnd + 101), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_comes_for_a_sealed_day_is_a_part_of_its_own_and_says_when_it_came()
    {
        await AppendAsync(30, Reading(1, 10, 4_000), Reading(2, 20, 4_100));
        await SealAsync(3_000);
        await AppendAsync(3_001, Reading(3, 15, 4_050), Reading(4, 20, 9_900));
        await SealAsync(3_100);

        IReadOnlyList<StoredReading> all = await _history.AllOfAsync(Top);

        Assert.Equal(2, _history.Count("chunks"));
        Assert.Equal([4_000, 4_050, 4_100, 9_900], all.Select(one => one.Value.MilliCelsius));
        Assert.Equal([30, 3_001, 30, 3_001], all.Select(one => (one.StoredAt - Midnight).TotalMinutes));
        Assert.True(all[3].IsConflict);
    }

    [Fact] // G2
    public async Task A_buffer_that_is_sent_again_after_its_days_were_sealed_stores_nothing()
    {
        Arrival arrival = Of(Reading(1, 10, 4_000), Reading(2, 20, 4_100), Reading(3, DayEnd + 5, 4_200));
        await _history.AppendAsync(arrival);
        await SealAsync(20_000);

        ArrivalOutcome.Durable again = await _history.AppendAsync(arrival);

        Assert.Equal((0, 3, 0), (again.Stored, again.Duplicates, again.Conflicts));
        Assert.Equal(0, _history.Memory.OpenReadings);
        Assert.Equal(2, _history.Count("chunks"));
    }

    [Fact]
    public async Task Requests_are_cleared_away_once_they_are_sealed_and_judged_and_not_before()
    {
        await AppendAsync(30, Reading(1, 10, 4_000));
        await AppendAsync(5_000, Reading(2, 5_000, 4_000));
        await SealAsync(5_010);
        Assert.Equal(2, _history.Count("arrivals"));

        await _history.Unjudged.DoneAsync(
            await _history.Unjudged.TakeAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await SealAsync(5_020);

        Assert.Equal(1, _history.Count("arrivals"));
        await _history.DisposeAsync();
        await using HistoryUnderTest after = new(_directory.FullPath);
        Assert.Empty(after.Memory.Damages);
        Assert.Equal(2, (await after.AllOfAsync(Top)).Count);
    }

    [Fact]
    public async Task When_too_much_waits_to_be_sealed_what_is_measured_now_is_taken_for_longer_than_what_waited()
    {
        using TemporaryDirectory directory = new();
        await using HistoryUnderTest history = new(directory.FullPath, mostOpen: 8);
        Task<ArrivalOutcome> SendAsync(int minute, bool isBacklog) => history.Readings.AppendAsync(
            Of(Reading(minute, minute, 4_000)) with { IsBacklog = isBacklog }, TestContext.Current.CancellationToken);
        for (int minute = 1; minute <= 8; minute++)
        {
            Assert.IsType<ArrivalOutcome.Durable>(await SendAsync(minute, isBacklog: true));
        }

        Assert.IsType<ArrivalOutcome.Busy>(await SendAsync(9, isBacklog: true));
        Assert.IsType<ArrivalOutcome.Durable>(await SendAsync(10, isBacklog: false));
        Assert.IsType<ArrivalOutcome.Busy>(await SendAsync(11, isBacklog: false));
        await history.SettleAsync();
        Assert.IsType<ArrivalOutcome.Durable>(await SendAsync(9, isBacklog: true));
    }

    [Fact] // G8
    public async Task Each_day_that_is_over_gets_one_root_that_is_signed_and_names_the_one_before()
    {
        await AppendAsync(30, Reading(1, 10, 4_000));
        await SealAsync(DayEnd + 100);
        RootLine? first = await RootAsync(DayEnd + 121);
        Assert.Null(await RootAsync(DayEnd + 500));
        await AppendAsync(DayEnd + 600, Reading(2, DayEnd + 600, 4_000));
        await SealAsync((2 * DayEnd) + 100);
        RootLine? second = await RootAsync((2 * DayEnd) + 121);

        Assert.Equal((1, new DateOnly(2026, 5, 1)), (first!.Number, first.Day));
        Assert.Equal((2, new DateOnly(2026, 5, 2)), (second!.Number, second.Day));
        using ECDsa key = new SigningKeyFile(_directory.Path(SigningKeyFile.FileName)).Open();
        Assert.True(RootSignature.Fits(key, second.Hash, Convert.FromBase64String(second.Signature!)));
        DailyRoot expected = new(
            2, _history.Memory.Calendar.DayOf(Minute(DayEnd)), DayCalendar.China, Minute((2 * DayEnd) + 121), first.Hash,
            [new ChainHead(Top, 2, _history.Memory.Find(Top)!.Head.Chain)]);
        Assert.Equal(expected.Hash(), second.Hash);
    }

    [Fact]
    public async Task The_signing_key_is_made_once_and_read_by_its_owner_alone()
    {
        string path = _directory.Path(SigningKeyFile.FileName);
        await AppendAsync(30, Reading(1, 10, 4_000));
        await SealAsync(DayEnd + 100);
        await RootAsync(DayEnd + 121);
        byte[] made = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

        using ECDsa again = new SigningKeyFile(path).Open();

        Assert.Equal(made, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        Assert.True(
            OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite),
            "the key is for its owner's eyes");
    }

    [Fact] // F4: what ends a background service ends the server, and with it everybody's alarms.
    public async Task A_signing_key_that_is_damaged_ends_no_server_and_roots_are_made_when_it_is_mended()
    {
        CancellationToken now = TestContext.Current.CancellationToken;
        string path = _directory.Path(SigningKeyFile.FileName);
        await File.WriteAllTextAsync(path, "-----BEGIN PRIVATE KEY-----\nnot one\n", now);
        await AppendAsync(30, Reading(1, 10, 4_000));
        ManualClock clock = new(Minute(DayEnd + 121).ToDateTimeOffset());
        CollectingLog<SealingLoop> log = new();
        using SealingLoop loop = new(new FinishedDays(_history.Sealer, _history.Roots, _history.Binder), _history.Memory, clock, log);
        await loop.StartAsync(now);
        await clock.WaitForTimersAsync(1, now);
        clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.HoldsAsync(() => loop.ExecuteTask!.IsCompleted || !log.Lines.IsEmpty, "it says that the key is damaged", now);

        Assert.False(loop.ExecuteTask!.IsCompleted);
        Assert.Contains(log.Lines, line => line.Contains(path, StringComparison.Ordinal) && line.Contains("Put it back from a backup", StringComparison.Ordinal));
        Assert.Equal(1, _history.Count("chunks"));
        Assert.Equal(0, _history.Count("roots"));
        File.Delete(path);
        await Eventually.HoldsAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromMinutes(1));
                return _history.Count("roots") == 1;
            },
            "the day is under a root",
            now);
        await loop.StopAsync(now);
    }

    private Task<ArrivalOutcome.Durable> AppendAsync(int storedAt, params ArrivedReading[] readings) =>
        _history.AppendAsync(Of(readings) with { StoredAt = Minute(storedAt) });

    private Task<int> SealAsync(int minute) => _history.Sealer.SealDueAsync(Minute(minute), TestContext.Current.CancellationToken);

    private Task<RootLine?> RootAsync(int minute) => _history.Roots.MakeDueAsync(Minute(minute), TestContext.Current.CancellationToken);
}
