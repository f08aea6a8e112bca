using ColdChain.Agent.Mqtt.Listening;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

public sealed class ComplaintLogTests
{
    [Fact]
    public void A_client_that_knocks_again_and_again_does_not_fill_the_log_and_is_counted()
    {
        ManualClock clock = new();
        CollectingLog<ComplaintLog> log = new();
        ComplaintLog complaints = new(log, clock);
        for (int i = 0; i < 1000; i++)
        {
            complaints.Warn($"knock {i}");
        }

        Assert.Equal(ComplaintLog.MostPerMinute, log.Lines.Count);
        clock.Advance(TimeSpan.FromMinutes(1));
        complaints.Warn("knock again");
        Assert.Equal(
            ["Warning: 970 further warnings about MQTT clients were left out", "Warning: knock again"],
            log.Lines.Skip(ComplaintLog.MostPerMinute));
    }
}
