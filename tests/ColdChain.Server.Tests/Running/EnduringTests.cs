using ColdChain.Server.Running;
using ColdChain.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ColdChain.Server.Tests.Running;

/// <summary>An exception that leaves a background service would end the server, and with it everybody's alarms.</summary>
public sealed class EnduringTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_that_breaks_off_begins_anew_in_a_minute_until_it_is_done()
    {
        ManualClock clock = new();
        int begun = 0;
        Task enduring = Enduring.RunAsync(
            _ => ++begun < 3 ? throw new OverflowException("as arithmetic says it") : Task.CompletedTask, clock, NullLogger.Instance, Token);
        for (int expected = 1; expected < 3; expected++)
        {
            await clock.WaitForTimersAsync(1, Token);
            Assert.Equal(expected, begun);
            clock.Advance(Enduring.Pause - TimeSpan.FromSeconds(1));
            Assert.Equal(expected, begun);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await enduring.WaitAsync(Eventually.DefaultBound, Token);
        Assert.Equal(3, begun);
    }

    [Fact]
    public async Task A_server_that_stops_ends_it_at_once_and_nothing_is_told()
    {
        using CancellationTokenSource stopping = new();
        Task enduring = Enduring.RunAsync(
            token => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token), new ManualClock(), NullLogger.Instance, stopping.Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => enduring.WaitAsync(Eventually.DefaultBound, Token));
    }
}
