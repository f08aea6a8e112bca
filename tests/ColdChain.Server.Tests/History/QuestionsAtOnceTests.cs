using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.History;
using ColdChain.Testing;

using static ColdChain.Server.Tests.History.HistoryUnderTest;

namespace ColdChain.Server.Tests.History;

/// <summary>Questions open readings in arrays that are lent to one after the other: none sees another's, and no answer changes later.</summary>
public sealed class QuestionsAtOnceTests : IAsyncLifetime
{
    private const int DayMinutes = 24 * 60;
    private const int Days = 60;
    private const int Questions = 600;

    private readonly TemporaryDirectory _directory = new();
    private readonly HistoryUnderTest _history;

    public QuestionsAtOnceTests() => _history = new HistoryUnderTest(_directory.FullPath);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Two sensors: days in blocks, days that are chunks of their own, days with a later part, a day that is open.</summary>
    public async ValueTask InitializeAsync()
    {
        for (int day = 0; day < Days; day++)
        {
            await _history.AppendAsync(Of([.. Day(day, Top, 2_000), .. Day(day, Bottom, 5_000)]) with { StoredAt = Minute((day + 1) * DayMinutes) });
        }

        await _history.SettleAsync();
        Assert.True(await _history.BindAsync(Minute((Days + 1) * DayMinutes)) > 0);
        ArrivedReading[] late = [.. Day(50, Top, 3_000, at: 5), .. Day(55, Bottom, 4_000, at: 5)];
        await _history.AppendAsync(Of(late) with { StoredAt = Minute((Days + 2) * DayMinutes) });
        await _history.SettleAsync();
        ArrivedReading[] open = [.. Day(Days, Top, 2_500), .. Day(Days, Bottom, 5_500)];
        await _history.AppendAsync(Of(open) with { StoredAt = Minute((Days + 3) * DayMinutes) });
    }

    public async ValueTask DisposeAsync()
    {
        await _history.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Whoever_asks_at_the_same_time_each_has_the_answer_that_he_has_alone()
    {
        string[] alone = new string[Questions];
        for (int number = 0; number < Questions; number++)
        {
            alone[number] = (await AskAsync(number))();
        }

        Func<string>[] together = new Func<string>[Questions];
        await Parallel.ForAsync(0, Questions, Token, async (number, _) => together[number] = await AskAsync(number));

        // Told only now, when all that was lent has long been lent to others.
        Assert.Equal(alone, together.Select(answer => answer()));
        Assert.True(alone.Distinct().Count() > Questions / 2);
    }

    /// <summary>One of several kinds of question, always the same for a number.</summary>
    /// <returns>Tells the answer.</returns>
    private async Task<Func<string>> AskAsync(int number)
    {
        Random random = new(number);
        SensorId sensor = random.Next(2) == 0 ? Top : Bottom;
        int from = random.Next(Days * DayMinutes);
        TimeRange during = new(Minute(from), Minute(from + random.Next(1, (Days + 1) * DayMinutes)));
        switch (number % 5)
        {
            case 0:
                IReadOnlyList<StoredReading> read = await _history.Readings.ReadAsync(sensor, during, Token);
                return () => string.Join('\n', read);
            case 1:
                IReadOnlyList<ReadingBucket> lines = await _history.Readings.ReduceAsync(sensor, during, 100, Token);
                return () => string.Join('\n', lines);
            case 2:
                StoredReading? last = await _history.Readings.LastBeforeAsync(sensor, during.Start, Token);
                return () => $"{last}";
            case 3:
                TimeRange[] days = [.. Enumerable.Range(0, Days).Select(day => new TimeRange(Minute((day * DayMinutes) + 7), Minute(((day + 1) * DayMinutes) + 7)))];
                IReadOnlyDictionary<SensorId, IReadOnlyList<ReadingBucket>> figures = await _history.Readings.FiguresAsync([sensor], days[..random.Next(1, Days)], Token);
                return () => string.Join('\n', figures[sensor]);
            default:
                IReadOnlyList<TimeRange> gaps = await _history.Readings.GapsAsync(sensor, during, TimeSpan.FromMinutes(random.Next(1, 30)), Token);
                return () => string.Join('\n', gaps);
        }
    }

    /// <summary>A reading each ten minutes, each of its own value.</summary>
    private static IEnumerable<ArrivedReading> Day(int day, SensorId sensor, int milliCelsius, int at = 0) => Enumerable.Range(0, 144).Select(step =>
        Reading((day * 1_000) + step + 1 + (milliCelsius * 100L), (day * DayMinutes) + (step * 10) + at, milliCelsius + (day * 10) + step, sensor));
}
