using System.Runtime.CompilerServices;
using ColdChain.Agent.Health;
using ColdChain.Agent.Intake;
using ColdChain.Agent.Probes.Serial.Modbus;
using ColdChain.Agent.Retrying;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>Polls the sensors of one Modbus RTU bus by a steady beat and keeps its port alive.</summary>
/// <remarks>
/// A question is not followed by the next one before the reading of the first is on the disk, so a crash costs at most
/// the poll under way (a round of them with <see cref="CommitEach.Round"/>). Faults are events at their begin and end.
/// A port counts as working again when a sensor has answered on it, not when it could be opened.
/// </remarks>
public sealed class SerialBusSource(SerialBusOptions options, ISerialPorts ports, TimeProvider clock) : ISensorSource
{
    private readonly SensorHealth _health = new();
    private readonly RetrySchedule _reopening = new(options.Reopen, clock, Random.Shared);
    private SerialFault? _portFault;

    public string Name => options.Name;

    public async IAsyncEnumerable<Observation> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SteadyBeat beat = new(options.Poll, clock);
        while (!cancellationToken.IsCancellationRequested)
        {
            SerialOpening opening = ports.Open(options.Line);
            if (opening is SerialOpening.Opened opened)
            {
                using ISerialPort port = opened.Port;
                ModbusMaster master = new(
                    port, new ModbusTiming(options.ResponseTimeout, options.Retries, options.Line.FrameSilence), clock);
                await foreach (Observation seen in PollAsync(master, beat, cancellationToken))
                {
                    yield return seen;
                }
            }
            else if (opening is SerialOpening.Refused refused
                && PortFault(refused.Fault, clock.GetCurrentInstant()) is { } what)
            {
                yield return new Observation.Happened(what);
            }

            if (!cancellationToken.IsCancellationRequested)
            {
                _reopening.Failed();
                await WaitAsync(_reopening.NextDelay, cancellationToken);
            }
        }
    }

    /// <summary>Rounds over the sensors until the port is gone or the token says stop.</summary>
    private async IAsyncEnumerable<Observation> PollAsync(
        ModbusMaster master, SteadyBeat beat, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool isGone = false;
        while (!isGone && await WaitAsync(beat.UntilNext(), cancellationToken))
        {
            List<Reading> waiting = [];
            for (int index = 0; index < options.Sensors.Count && !isGone; index++)
            {
                PollOutcome outcome = await AskAsync(master, options.Sensors[index], cancellationToken);
                isGone = outcome is PollOutcome.PortGone || cancellationToken.IsCancellationRequested;
                foreach (WireEvent what in Events(options.Sensors[index], outcome, cancellationToken))
                {
                    yield return new Observation.Happened(what);
                }

                if (outcome is PollOutcome.Measured measured)
                {
                    waiting.Add(measured.Reading);
                }

                bool isEndOfRound = isGone || index == options.Sensors.Count - 1;
                if (waiting.Count > 0 && (isEndOfRound || options.Commit == CommitEach.Answer))
                {
                    TaskCompletionSource stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    yield return Group(waiting, stored);
                    await stored.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    waiting = [];
                }
            }
        }
    }

    private Task<PollOutcome> AskAsync(
        ModbusMaster master, SerialSensorOptions sensor, CancellationToken cancellationToken) =>
        // A thread of its own: waiting for a slow slave must not hold one of the few threads that MQTT and HTTP share.
        Task.Factory.StartNew(
            () => SensorPoll.Run(master, sensor, clock, cancellationToken),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

    private IEnumerable<WireEvent> Events(
        SerialSensorOptions sensor, PollOutcome outcome, CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        WireEvent?[] events = outcome switch
        {
            PollOutcome.Measured => [PortWorks(now), _health.Well(sensor.Sensor, now)],
            PollOutcome.PortGone => [PortFault(SerialFault.Gone, now)],

            // A question that was cut short by the agent's own end says nothing about the sensor.
            PollOutcome.Faulted when cancellationToken.IsCancellationRequested => [],
            PollOutcome.Faulted faulted => [_health.Fault(sensor.Sensor, now, faulted.Fault, faulted.Detail)],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return events.OfType<WireEvent>();
    }

    private WireEvent? PortFault(SerialFault fault, Instant now)
    {
        if (_portFault == fault)
        {
            return null;
        }

        _portFault = fault;
        return HealthEvents.SourceFault(options.Name, now, SerialFaultText.Explain(fault, options.Line.Path));
    }

    private WireEvent? PortWorks(Instant now)
    {
        _reopening.Succeeded();
        if (_portFault is null)
        {
            return null;
        }

        _portFault = null;
        return HealthEvents.SourceBack(options.Name, now);
    }

    private static Observation.Measured Group(List<Reading> readings, TaskCompletionSource stored) => new(
        readings,
        readings[^1].MeasuredAt,
        Origin: null,
        Events: [],
        Acknowledge: _ =>
        {
            stored.TrySetResult();
            return ValueTask.CompletedTask;
        });

    private async ValueTask<bool> WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (time > TimeSpan.Zero)
        {
            await Task.Delay(time, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return !cancellationToken.IsCancellationRequested;
    }
}
