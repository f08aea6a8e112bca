using ColdChain.Agent.Buffer;
using ColdChain.Agent.Intake;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ColdChain.Agent.Tests.Faults;

/// <summary>F7: the wall clock goes where it likes; the test alone knows the time.</summary>
[Trait(FaultRun.Family, "F7")]
public sealed class ClockFaultTests : IAsyncDisposable
{
    private const int UsualSteps = 50;
    private const int FewestHeard = 20;

    /// <summary>A minute is never corrected, and another may have crept in since the offset was found.</summary>
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(122);

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(30), TimeSpan.FromDays(5000),
    ];

    private readonly TemporaryDirectory _folder = TemporaryDirectory.InMemory();
    private readonly Dictionary<int, (Instant Right, Instant Wall, int Life)> _truth = [];
    private readonly HashSet<int> _heard = [];
    private readonly ManualClock _clock = new();
    private TimeSpan _off;
    private int _life;
    private SqliteReadingBuffer _buffer;

    public ClockFaultTests() => _buffer = Open();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Instant Right => _clock.GetCurrentInstant() - _off;

    [Fact]
    public async Task Whatever_the_clock_does_a_start_that_heard_the_server_has_right_times()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        int stepped = 0;
        for (int count = FaultRun.Count(UsualSteps); stepped < count;)
        {
            stepped += await DoAsync(random) ? 1 : 0;
        }

        await HearAsync();
        IReadOnlyList<Reading> shown = await JournalTruth.ReadAsync(_buffer);
        Assert.Equal(_truth.Keys.Order(), shown.Select(reading => reading.Value.MilliCelsius));
        Assert.All(shown, reading => Verify(reading, FaultRun.Again(seed)));
        Assert.True(_heard.Count > stepped / FewestHeard, "the server was hardly heard");
        await JournalStory.FreshAsync(_buffer, FaultRun.Again(seed));
        FaultRun.Report("F7", stepped, seed);
    }

    public async ValueTask DisposeAsync()
    {
        await _buffer.DisposeAsync();
        _folder.Dispose();
    }

    private SqliteReadingBuffer Open() => new(new BufferOptions { Directory = _folder.FullPath }, _clock, NullLogger.Instance);

    /// <returns>True when the clock was set.</returns>
    private async Task<bool> DoAsync(Random random)
    {
        _clock.Advance(TimeSpan.FromSeconds(random.Next(1, 600)));
        switch (random.Next(8))
        {
            case 0:
                await HearAsync();
                return false;
            case 1:
                await _buffer.DisposeAsync();
                _life++;
                _buffer = Open();
                return false;
            case 2 or 3:
                Step(random.Next(3) == 0 ? -_off : Steps[random.Next(Steps.Length)] * (random.Next(2) == 0 ? 1 : -1));
                return true;
            default:
                await MeasureAsync();
                return false;
        }
    }

    private void Step(TimeSpan by)
    {
        _clock.StepWallClock(by);
        _off += by;
    }

    private async Task HearAsync()
    {
        _heard.Add(_life);
        await _buffer.HearServerAsync(Right, TimeSpan.Zero, Token);
    }

    private async Task MeasureAsync()
    {
        int value = _truth.Count + 1;
        Instant wall = _clock.GetCurrentInstant();
        _truth[value] = (Right, wall, _life);
        await _buffer.AppendAsync(
            [Some.Measured(value) with { Readings = [Some.Reading(value) with { MeasuredAt = wall }], ReceivedAt = wall }], Token);
    }

    private void Verify(Reading reading, string what)
    {
        (Instant right, Instant wall, int life) = _truth[reading.Value.MilliCelsius];
        if (_heard.Contains(life))
        {
            Assert.True((reading.MeasuredAt - right).Duration() <= Allowed, $"{what}: reading {reading.Value.MilliCelsius} is shown at {reading.MeasuredAt}, it was {right}");
            Assert.True(reading.MeasuredAt == wall || reading.Flags.HasFlag(ReadingFlags.ClockSuspect), $"{what}: corrected and not marked");
        }
        else
        {
            Assert.Equal(wall, reading.MeasuredAt);
        }
    }
}
