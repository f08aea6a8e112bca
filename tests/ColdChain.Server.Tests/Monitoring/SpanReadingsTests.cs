using System.Globalization;

using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.History;
using ColdChain.Server.Monitoring;

namespace ColdChain.Server.Tests.Monitoring;

/// <summary>Judges of one span share what they read; nothing that was read for one span is used for another.</summary>
public sealed class SpanReadingsTests
{
    private static readonly SensorId Top = SensorId.Parse("town/fridge/top", CultureInfo.InvariantCulture);
    private static readonly SensorId Bottom = SensorId.Parse("town/fridge/bottom", CultureInfo.InvariantCulture);
    private static readonly TimeRange Hour = new(ServerUnderTest.Start, ServerUnderTest.Start + TimeSpan.FromHours(1));

    private readonly CountingReadings _history = new();
    private readonly SpanReadings _readings;

    public SpanReadingsTests() => _readings = new SpanReadings(_history);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_stretch_is_read_once_within_a_span()
    {
        IReadOnlyList<StoredReading> first = await _readings.ReadAsync(Top, Hour, Token);

        Assert.Same(first, await _readings.ReadAsync(Top, Hour, Token));
        Assert.Equal(1, _history.Reads);
    }

    [Fact]
    public async Task Another_sensor_and_another_stretch_are_read_for_themselves()
    {
        await _readings.ReadAsync(Top, Hour, Token);
        await _readings.ReadAsync(Bottom, Hour, Token);
        await _readings.ReadAsync(Bottom, Hour with { }, Token);
        await _readings.ReadAsync(Bottom, new TimeRange(Hour.Start, null), Token);

        Assert.Equal(3, _history.Reads);
    }

    [Fact]
    public async Task A_further_span_of_the_same_stretch_sees_what_came_since()
    {
        SpanJudges judges = new([new ReadingJudge(_readings), new ReadingJudge(_readings)], _readings);
        UnjudgedSpan span = new(Top, Hour.Start, Hour.Start);

        await judges.JudgeAsync(span, Hour.Start, Token);
        Assert.Equal(1, _history.Reads);
        await judges.JudgeAsync(span, Hour.Start, Token);

        Assert.Equal(2, _history.Reads);
    }

    [Fact]
    public async Task A_span_whose_judge_fails_leaves_nothing_for_the_next_try()
    {
        SpanJudges judges = new([new ReadingJudge(_readings), new FailingJudge()], _readings);
        UnjudgedSpan span = new(Top, Hour.Start, Hour.Start);

        await Assert.ThrowsAsync<IOException>(() => judges.JudgeAsync(span, Hour.Start, Token));
        await _readings.ReadAsync(Top, Hour, Token);

        Assert.Equal(2, _history.Reads);
    }

    [Fact]
    public async Task What_somebody_began_to_read_before_the_span_is_not_used_for_it()
    {
        _history.Gate = new TaskCompletionSource();
        Task<IReadOnlyList<StoredReading>> ofBefore = _readings.ReadAsync(Top, Hour, Token);
        _readings.Forget();
        _history.Gate.SetResult();
        await ofBefore;

        await _readings.ReadAsync(Top, Hour, Token);

        Assert.Equal(2, _history.Reads);
    }

    private sealed class ReadingJudge(SpanReadings readings) : ISpanJudge
    {
        public Task JudgeAsync(UnjudgedSpan span, Instant now, CancellationToken cancellationToken) =>
            readings.ReadAsync(span.Sensor, Hour, cancellationToken);
    }

    private sealed class FailingJudge : ISpanJudge
    {
        public Task JudgeAsync(UnjudgedSpan span, Instant now, CancellationToken cancellationToken) =>
            Task.FromException(new IOException("The records cannot be written."));
    }

    private sealed class CountingReadings : IStoredReadings
    {
        public int Reads { get; private set; }

        /// <summary>What is read is handed out only once this is done; null for at once.</summary>
        public TaskCompletionSource? Gate { get; set; }

        public async Task<IReadOnlyList<StoredReading>> ReadAsync(SensorId sensor, TimeRange during, CancellationToken cancellationToken)
        {
            Reads++;
            StoredReading[] read = [new(during.Start, Temperature.FromMilliCelsius(Reads), ReadingFlags.None, during.Start, IsConflict: false)];
            await (Gate?.Task ?? Task.CompletedTask);
            return read;
        }

        public Task<StoredReading?> LastBeforeAsync(SensorId sensor, Instant moment, CancellationToken cancellationToken) =>
            Task.FromResult<StoredReading?>(null);
    }
}
