using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Wire;
using ColdChain.Server.History;
using ColdChain.Testing;

using static ColdChain.Server.Tests.History.HistoryUnderTest;

namespace ColdChain.Server.Tests.History;

public sealed class QuarantineTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly HistoryUnderTest _history;

    public QuarantineTests() => _history = new HistoryUnderTest(_directory.FullPath);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _history.DisposeAsync();
        _directory.Dispose();
    }

    [Fact] // G1
    public async Task A_refused_reading_is_kept_once_as_it_came_with_the_reason()
    {
        Arrival arrival = Of() with { Refused = [Refusal(7, 4_500)] };
        await _history.AppendAsync(arrival);
        await _history.AppendAsync(arrival);

        QuarantineEntry entry = Assert.Single(await ListAsync());

        Assert.Equal(
            (Agent, Journal, "nobody/knows/it", RefusalReason.UnknownSensor),
            (entry.Agent, entry.Journal, entry.Sensor, entry.Reason));
        Assert.Equal(new WireReading(7, Minute(5).UnixMilliseconds, 4_500, 1), entry.Reading);
    }

    [Fact]
    public async Task An_admitted_reading_is_in_the_history_and_unjudged_and_out_of_quarantine()
    {
        await _history.AppendAsync(Of() with { Refused = [Refusal(7, 4_500), Refusal(8, 4_600)] });
        QuarantineEntry entry = (await ListAsync())[^1];
        QuarantineRelease release = new(
            [new(entry.Number, new Reading(Top, Minute(5), Temperature.FromMilliCelsius(4_500), ReadingFlags.DeviceTime))],
            "admin", Minute(20_000));

        for (int time = 0; time < 2; time++)
        {
            ArrivalOutcome.Durable outcome = Assert.IsType<ArrivalOutcome.Durable>(
                await _history.Quarantine.AdmitAsync(release, TestContext.Current.CancellationToken));
            Assert.Equal(time == 0 ? 1 : 0, outcome.Stored);
        }

        Assert.Equal(4_500, Assert.Single(await _history.AllOfAsync(Top)).Value.MilliCelsius);
        Assert.Equal(8, Assert.Single(await ListAsync()).Reading.Sequence);
        Assert.Single(await _history.Unjudged.TakeAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Entries_are_found_by_number_and_listed_in_pages()
    {
        await _history.AppendAsync(Of() with { Refused = [.. Enumerable.Range(1, 5).Select(number => Refusal(number, number))] });
        IReadOnlyList<QuarantineEntry> first = await _history.Quarantine.ListAsync(2, null, TestContext.Current.CancellationToken);
        IReadOnlyList<QuarantineEntry> second = await _history.Quarantine.ListAsync(
            2, first[^1].Number, TestContext.Current.CancellationToken);
        IReadOnlyList<QuarantineEntry> found = await _history.Quarantine.FindAsync(
            [first[0].Number, 999], TestContext.Current.CancellationToken);

        Assert.Equal([5, 4, 3, 2], first.Concat(second).Select(entry => entry.Reading.Sequence));
        Assert.Equal(5, Assert.Single(found).Reading.Sequence);
    }

    private static RefusedReading Refusal(long sequence, int milliCelsius) => new(
        "nobody/knows/it",
        new WireReading(sequence, Minute(5).UnixMilliseconds, milliCelsius, 1),
        RefusalReason.UnknownSensor,
        "no sensor of this name is registered");

    private Task<IReadOnlyList<QuarantineEntry>> ListAsync() =>
        _history.Quarantine.ListAsync(100, null, TestContext.Current.CancellationToken);
}
