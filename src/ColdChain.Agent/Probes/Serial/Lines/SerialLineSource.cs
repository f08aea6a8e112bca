using System.Runtime.CompilerServices;
using ColdChain.Agent.Health;
using ColdChain.Agent.Intake;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>Hears a device that sends lines of text, and gives one reading a sensor at each beat.</summary>
/// <remarks>
/// A device that talks every second is heard all the time and thinned: of the lines between two beats the last one counts,
/// at the moment it came. A fault that the device tells counts like a value; a line that nobody understands counts only
/// when nothing better came.
/// </remarks>
public sealed class SerialLineSource(SerialLineOptions options, ISerialPorts ports, TimeProvider clock) : ISensorSource
{
    private readonly SensorHealth _health = new();
    private readonly PortStanding _port = new(options.Name, options.Line.Path, options.Reopen, clock);
    private long _heardAt;

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
                await foreach (Observation seen in HearAsync(port, beat, cancellationToken))
                {
                    yield return seen;
                }
            }
            else if (opening is SerialOpening.Refused refused
                && _port.Fault(refused.Fault, clock.GetCurrentInstant()) is { } what)
            {
                yield return new Observation.Happened(what);
            }

            if (!cancellationToken.IsCancellationRequested)
            {
                await WaitAsync(_port.Closed(), cancellationToken);
            }
        }
    }

    /// <summary>Rounds until the port is gone or the token says stop.</summary>
    private async IAsyncEnumerable<Observation> HearAsync(
        ISerialPort port, SteadyBeat beat, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LineConversation conversation = new(port, options.Profile, clock);
        _heardAt = clock.GetTimestamp();
        bool isGone = false;
        while (!isGone && !cancellationToken.IsCancellationRequested)
        {
            LineRound round = await RoundAsync(conversation, beat.UntilNext(), cancellationToken);
            isGone = round.IsGone;
            _heardAt = round.HasMeasured ? clock.GetTimestamp() : _heardAt;
            List<Reading> readings = [];
            List<WireEvent> events = cancellationToken.IsCancellationRequested ? [] : Judge(round, readings);
            foreach (WireEvent what in events)
            {
                yield return new Observation.Happened(what);
            }

            if (readings.Count > 0)
            {
                TaskCompletionSource stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
                yield return PolledGroup.Of(readings, [], stored);
                await stored.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<LineRound> RoundAsync(LineConversation conversation, TimeSpan untilBeat, CancellationToken cancellationToken)
    {
        bool isAsked = options.Profile.Ask is not null;
        if (isAsked)
        {
            await WaitAsync(untilBeat, cancellationToken);
        }

        // A thread of its own: it waits for the device most of the time.
        return await Task.Factory.StartNew(
            () => isAsked
                ? conversation.Ask(options.ResponseTimeout, options.Retries, cancellationToken)
                : conversation.Listen(untilBeat, cancellationToken),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    private List<WireEvent> Judge(LineRound round, List<Reading> readings)
    {
        Instant now = clock.GetCurrentInstant();
        List<WireEvent?> events = [];
        foreach (LineSensorOptions sensor in options.Sensors)
        {
            if (round.Last(sensor.Value) is not { } last)
            {
                events.Add(Missing(round, sensor, now));
            }
            else if (last.Outcome.Fault is { } fault)
            {
                events.Add(_port.Works(now));
                events.Add(_health.Fault(sensor.Sensor, last.At, fault, last.Outcome.Detail));
            }
            else
            {
                ReadingFlags flags = last.At < ReadingLimits.Earliest ? ReadingFlags.ClockSuspect : ReadingFlags.None;
                readings.Add(new Reading(sensor.Sensor, last.At, last.Outcome.Value, flags));
                events.Add(_port.Works(now));
                events.Add(_health.Well(sensor.Sensor, now));
            }
        }

        events.Add(round.IsGone ? _port.Fault(SerialFault.Gone, now) : null);
        return [.. events.OfType<WireEvent>()];
    }

    /// <summary>Nothing was said of a sensor: a fault when it was asked, or has been silent for longer than it may be.</summary>
    private WireEvent? Missing(LineRound round, LineSensorOptions sensor, Instant now)
    {
        bool mayBeSilent = options.Profile.Ask is null && clock.GetElapsedTime(_heardAt) < options.LongestSilence;
        return (round.IsGone || mayBeSilent, round.Refused) switch
        {
            (true, _) => null,
            (false, { } refused) => _health.Fault(sensor.Sensor, now, SensorFault.Garbled, $"the line {refused}"),
            (false, null) => _health.Fault(sensor.Sensor, now, SensorFault.NoAnswer, $"no line with \"{sensor.Value}\" on {options.Line.Path}"),
        };
    }

    private async ValueTask WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (time > TimeSpan.Zero)
        {
            await Task.Delay(time, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
