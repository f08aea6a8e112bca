using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.History;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Tests.Alarming;
using ColdChain.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ColdChain.Server.Tests.Monitoring;

/// <summary>Whose turn it is when more arrives than can be judged at once.</summary>
public sealed class MonitoringOrderTests : IUnjudgedReadings, ISpanJudge
{
    /// <summary>Two sensors are judged before the loop looks again.</summary>
    private static readonly TimeSpan OneJudgement = TimeSpan.FromMilliseconds(60);

    private readonly ManualClock _clock = new();
    private readonly UnjudgedSpans _spans = new();
    private readonly List<SensorId> _judged = [];
    private long _arrival;

    /// <summary>So often each of these sends again as soon as it was judged.</summary>
    private Dictionary<SensorId, int> _again = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sensor_that_waits_gets_its_turn_among_others_that_never_stop_sending()
    {
        (SensorId one, SensorId two, SensorId quiet) = (Sensor("one"), Sensor("two"), Sensor("quiet"));
        _again = new() { [one] = 50, [two] = 50 };
        Arrives(one, minutesAgo: 1);
        Arrives(two, minutesAgo: 1);
        Arrives(quiet, minutesAgo: 2);

        await JudgeAllAsync();

        Assert.InRange(_judged.IndexOf(quiet), 0, 2);
        Assert.Equal(103, _judged.Count);
    }

    [Fact]
    public async Task What_waited_for_the_line_is_judged_after_what_is_measured_now_and_its_newest_first()
    {
        (SensorId older, SensorId newer, SensorId live) = (Sensor("older"), Sensor("newer"), Sensor("live"));
        Arrives(older, minutesAgo: 9_000);
        Arrives(newer, minutesAgo: 600);
        Arrives(live, minutesAgo: 3);

        await JudgeAllAsync();

        Assert.Equal([live, newer, older], _judged);
    }

    ValueTask IUnjudgedReadings.WaitAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    Task<IReadOnlyList<UnjudgedSpan>> IUnjudgedReadings.TakeAsync(CancellationToken cancellationToken) => Task.FromResult(_spans.Take());

    Task IUnjudgedReadings.DoneAsync(IReadOnlyList<UnjudgedSpan> spans, CancellationToken cancellationToken)
    {
        _spans.Done(spans);
        foreach (SensorId sensor in spans.Select(span => span.Sensor).Where(sensor => _again.GetValueOrDefault(sensor) > 0))
        {
            _again[sensor]--;
            Arrives(sensor, minutesAgo: 0);
        }

        return Task.CompletedTask;
    }

    Task ISpanJudge.JudgeAsync(UnjudgedSpan span, Instant now, CancellationToken cancellationToken)
    {
        _judged.Add(span.Sensor);
        _clock.Advance(OneJudgement);
        return Task.CompletedTask;
    }

    private static SensorId Sensor(string name) => SensorId.Parse($"gaochuan/{name}/top", CultureInfo.InvariantCulture);

    private void Arrives(SensorId sensor, int minutesAgo)
    {
        long at = _clock.GetUtcNow().AddMinutes(-minutesAgo).ToUnixTimeMilliseconds();
        _spans.Add([(sensor, at, at, ++_arrival)]);
    }

    private async Task JudgeAllAsync()
    {
        using MonitoringMetrics metrics = new();
        using MonitoringLoop loop = new(
            this, new SpanJudges([this], new SpanReadings(new FixedHistory())), metrics, _clock, NullLogger<MonitoringLoop>.Instance);
        Assert.True(await loop.JudgeAllAsync(Token));
    }
}
