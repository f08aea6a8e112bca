using ColdChain.Core.Integrity;
using ColdChain.Core.Time;
using ColdChain.Server.History.Embedded;

namespace ColdChain.Server.Tests.History;

/// <summary>When the sealer is called before its minute.</summary>
public sealed class HistoryMemoryTests
{
    private const int Sensor = 1;
    private const int Today = 20_000;
    private const int Much = 100;

    private readonly HistoryMemory _memory = new(DayCalendar.China, Much);

    public HistoryMemoryTests() => _memory.Add(HistoryUnderTest.Top, Sensor);

    [Fact]
    public void The_sealer_is_called_once_much_is_open()
    {
        Publish(Much);
        Assert.False(IsCalled());

        Publish(Much + 1);
        Assert.True(IsCalled());
    }

    [Fact]
    public void What_it_left_open_does_not_call_it_again_and_again_and_as_much_once_more_does()
    {
        Publish(2 * Much);
        Assert.True(IsCalled());
        _memory.Tended();

        Publish(3 * Much);
        Assert.False(IsCalled());

        Publish((3 * Much) + 1);
        Assert.True(IsCalled());
    }

    private bool IsCalled()
    {
        using CancellationTokenSource now = new();
        Task called = _memory.WaitUntilMuchAsync(now.Token);
        bool isCalled = called.IsCompletedSuccessfully;
        now.Cancel();
        return isCalled;
    }

    /// <summary>A commit after which so many readings of the sensor's day are open.</summary>
    private void Publish(int readings)
    {
        StagedChanges staged = new();
        KeptReading[] day = [.. Enumerable.Range(0, readings).Select(second => new KeptReading(second, 4_000, 0, 0, 1))];
        staged.Set(Sensor, Today, new OpenDay(Today, part: 0, KeptDay.Empty, arrival: 1).WithLater(day, arrivedAt: 0));
        _memory.Publish(staged);
    }
}
