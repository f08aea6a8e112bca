using ColdChain.Server.History;
using ColdChain.Testing;

using static ColdChain.Server.Tests.History.HistoryUnderTest;

namespace ColdChain.Server.Tests.History;

public sealed class UnjudgedReadingsTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly HistoryUnderTest _history;

    public UnjudgedReadingsTests() => _history = new HistoryUnderTest(_directory.FullPath);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _history.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Arrivals_of_a_sensor_become_one_span_from_the_oldest_to_the_newest()
    {
        await _history.AppendAsync(Of(Reading(1, 50, 4_000)));
        await _history.AppendAsync(Of(Reading(2, 20, 4_000), Reading(3, 30, 4_000)));

        Assert.Equal([new UnjudgedSpan(Top, Minute(20), Minute(50))], await TakeAsync(_history));
    }

    [Fact]
    public async Task What_was_taken_and_never_done_is_taken_again_after_a_crash()
    {
        await _history.AppendAsync(Of(Reading(1, 20, 4_000)));
        await TakeAsync(_history);
        await _history.AppendAsync(Of(Reading(2, 70, 4_000)));

        await using HistoryUnderTest after = new(_directory.FullPath);

        Assert.Equal([new UnjudgedSpan(Top, Minute(20), Minute(70))], await TakeAsync(after));
    }

    [Fact]
    public async Task What_arrives_while_the_rest_is_judged_stays_unjudged()
    {
        await _history.AppendAsync(Of(Reading(1, 20, 4_000)));
        IReadOnlyList<UnjudgedSpan> taken = await TakeAsync(_history);
        await _history.AppendAsync(Of(Reading(2, 70, 4_000)));
        await _history.Unjudged.DoneAsync(taken, TestContext.Current.CancellationToken);

        Assert.Equal([new UnjudgedSpan(Top, Minute(70), Minute(70))], await TakeAsync(_history));
    }

    [Fact] // G4: its agent sends it again, and that is a duplicate, which wakes nobody.
    public async Task What_is_stored_for_a_caller_who_has_gone_wakes_who_judges()
    {
        CancellationToken now = TestContext.Current.CancellationToken;
        await _history.Unjudged.WaitAsync(now);
        using CancellationTokenSource gone = new();
        using ManualResetEventSlim gate = new();
        Task<bool> blocking = _history.WriteAsync(_ => gate.Wait(Eventually.DefaultBound, now));
        Task<ArrivalOutcome> left = _history.Readings.AppendAsync(Of(Reading(1, 20, 12_000)), gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        gate.Set();
        Assert.True(await blocking);
        await _history.AppendAsync(Of(Reading(1, 20, 12_000)));

        await _history.Unjudged.WaitAsync(now).AsTask().WaitAsync(Eventually.DefaultBound, now);

        Assert.Equal([new UnjudgedSpan(Top, Minute(20), Minute(20))], await TakeAsync(_history));
    }

    [Fact] // G4: the reading at minute 30 came after the first had taken, and lies inside of what it took.
    public async Task What_another_took_meanwhile_stays_unjudged_until_that_one_is_done()
    {
        await _history.AppendAsync(Of(Reading(1, 20, 4_000), Reading(2, 50, 4_000)));
        IReadOnlyList<UnjudgedSpan> first = await TakeAsync(_history);
        await _history.AppendAsync(Of(Reading(3, 30, 9_000)));
        IReadOnlyList<UnjudgedSpan> second = await TakeAsync(_history);

        await _history.Unjudged.DoneAsync(first, TestContext.Current.CancellationToken);
        Assert.Equal([new UnjudgedSpan(Top, Minute(20), Minute(50))], await TakeAsync(_history));
        Assert.Equal(0, _history.Count("marks WHERE name = 'judged' AND number > 0"));

        await _history.Unjudged.DoneAsync(second, TestContext.Current.CancellationToken);
        Assert.Empty(await TakeAsync(_history));
    }

    [Fact]
    public async Task The_mark_follows_what_is_judged_up_to_the_first_request_that_is_not()
    {
        await _history.AppendAsync(Of(Reading(1, 20, 4_000)));
        await _history.AppendAsync(Of(Reading(2, 21, 4_000, Bottom)));
        await _history.AppendAsync(Of(Reading(3, 22, 4_000)));
        IReadOnlyList<UnjudgedSpan> taken = await TakeAsync(_history);

        await _history.Unjudged.DoneAsync([taken.Single(span => span.Sensor == Top)], TestContext.Current.CancellationToken);
        Assert.Equal(1, _history.Count("marks WHERE name = 'judged' AND number = 1"));

        await _history.Unjudged.DoneAsync([taken.Single(span => span.Sensor == Bottom)], TestContext.Current.CancellationToken);
        Assert.Equal(1, _history.Count("marks WHERE name = 'judged' AND number = 3"));
    }

    [Fact]
    public async Task Duplicates_need_no_second_judgement_and_a_conflict_does()
    {
        await _history.AppendAsync(Of(Reading(1, 20, 4_000)));
        await _history.Unjudged.DoneAsync(await TakeAsync(_history), TestContext.Current.CancellationToken);
        await _history.AppendAsync(Of(Reading(1, 20, 4_000)));
        Assert.Empty(await TakeAsync(_history));

        await _history.AppendAsync(Of(Reading(2, 20, 9_000)));

        Assert.Equal([new UnjudgedSpan(Top, Minute(20), Minute(20))], await TakeAsync(_history));
    }

    private static Task<IReadOnlyList<UnjudgedSpan>> TakeAsync(HistoryUnderTest history) =>
        history.Unjudged.TakeAsync(TestContext.Current.CancellationToken);
}
