using ColdChain.Agent.Intake;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Lines;
using ColdChain.Core.Readings;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Serial;

/// <summary>A source under test, acknowledged as an intake would, and everything that it has yielded.</summary>
internal sealed class HeardSource : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Reading> _readings = [];
    private readonly List<WireEvent> _events = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _reading;

    public HeardSource(SerialLineOptions options)
        : this(new SerialLineSource(options, SerialPorts.Create(), TimeProvider.System))
    {
    }

    public HeardSource(ISensorSource source) => _reading = Task.Run(() => ReadAsync(source));

    public IReadOnlyList<Reading> Readings
    {
        get
        {
            lock (_lock)
            {
                return [.. _readings];
            }
        }
    }

    public IReadOnlyList<WireEvent> Events
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    public static Task UntilAsync(Func<bool> condition) =>
        Eventually.HoldsAsync(condition, "the source has said so", TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _reading.WaitAsync(TimeSpan.FromSeconds(10));
        _stopping.Dispose();
    }

    private async Task ReadAsync(ISensorSource source)
    {
        await foreach (Observation seen in source.ReadAsync(_stopping.Token))
        {
            lock (_lock)
            {
                switch (seen)
                {
                    case Observation.Measured measured:
                        _readings.AddRange(measured.Readings);
                        _events.AddRange(measured.Events);
                        break;
                    case Observation.Happened happened:
                        _events.Add(happened.What);
                        break;
                }
            }

            if (seen is Observation.Measured toAcknowledge)
            {
                await toAcknowledge.Acknowledge(_stopping.Token);
            }
        }
    }
}
