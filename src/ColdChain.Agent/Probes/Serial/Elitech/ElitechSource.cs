using System.Globalization;
using System.Runtime.CompilerServices;
using ColdChain.Agent.Health;
using ColdChain.Agent.Intake;
using ColdChain.Core.LoggerFiles.Written;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Probes.Serial.Elitech;

/// <summary>Takes over the log of an Elitech logger that is plugged in, and later what was added to it.</summary>
/// <remarks>
/// A record's time is the start of the log and its number of intervals: the device's own time, so that a log that is read
/// again after a restart of the agent changes nothing. Records go in pages; a page counts as taken when it is on the disk.
/// </remarks>
public sealed class ElitechSource(ElitechOptions options, ISerialPorts ports, TimeProvider clock) : ISensorSource
{
    /// <summary>A logger's clock that is further away is told. Product decision, as for the agent's own clock but a minute more for its seconds.</summary>
    private static readonly TimeSpan LargestOffset = TimeSpan.FromMinutes(2);

    /// <summary>What is stored together.</summary>
    private const int PageSize = 100;

    private readonly SensorHealth _health = new();
    private readonly PortStanding _port = new(options.Name, options.Line.Path, options.Reopen, clock);
    private string _log = string.Empty;
    private int _taken;
    private bool _clockIsTold;

    public string Name => options.Name;

    public async IAsyncEnumerable<Observation> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SteadyBeat beat = new(options.Poll, clock);
        TimeSpan wait = beat.UntilNext();
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            SerialOpening opening = ports.Open(options.Line);
            bool works = false;
            if (opening is SerialOpening.Opened opened && !cancellationToken.IsCancellationRequested)
            {
                using ISerialPort port = opened.Port;
                ElitechConversation conversation = new(port, options, clock);
                ElitechReply<ElitechLog> reply = await RunAsync(() => conversation.ReadLog(Known, cancellationToken));
                works = !reply.IsGone;
                await foreach (Observation seen in TakeAsync(conversation, reply, cancellationToken))
                {
                    yield return seen;
                }
            }
            else if (opening is SerialOpening.Refused refused
                && _port.Fault(refused.Fault, clock.GetCurrentInstant()) is { } what)
            {
                yield return new Observation.Happened(what);
            }

            wait = works ? beat.UntilNext() : _port.Closed();
        }
    }

    private static Task<T> RunAsync<T>(Func<T> talk) => Task.Factory.StartNew(
        talk, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>How many records of this log are on the disk already.</summary>
    private int Known(ElitechLog log) => log.Identity == _log ? _taken : 0;

    private async IAsyncEnumerable<Observation> TakeAsync(
        ElitechConversation conversation, ElitechReply<ElitechLog> reply, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        if (reply.Value is not { } log)
        {
            WireEvent? fault = cancellationToken.IsCancellationRequested ? null
                : reply.IsGone ? _port.Fault(SerialFault.Gone, now)
                : _health.Fault(options.Sensor, now, reply.Fault ?? SensorFault.NoAnswer, reply.Detail);
            foreach (Observation seen in Happened(fault))
            {
                yield return seen;
            }

            yield break;
        }

        string? ahead = Ahead(log, now);
        foreach (Observation seen in Happened(
            _port.Works(now), ahead is null ? _health.Well(options.Sensor, now) : _health.Fault(options.Sensor, now, SensorFault.DeviceError, ahead)))
        {
            yield return seen;
        }

        if (await JudgeClockAsync(conversation, log, cancellationToken) is { } told)
        {
            yield return new Observation.Happened(told);
        }

        (_log, _taken) = (log.Identity, log.From);
        for (int at = 0; at < log.Tenths.Count && ahead is null && !cancellationToken.IsCancellationRequested; at += PageSize)
        {
            int count = Math.Min(PageSize, log.Tenths.Count - at);
            TaskCompletionSource stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
            yield return Page(log, at, count, stored);
            await stored.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _taken += stored.Task.IsCompleted ? count : 0;
        }
    }

    /// <summary>Why the times of this log cannot be believed; null when they can.</summary>
    private string? Ahead(ElitechLog log, Instant now)
    {
        Instant last = ElitechTimes.Of(log, log.From + Math.Max(0, log.Tenths.Count - 1), options.Zone);
        return last > now + LargestOffset
            ? $"its last record is of {last}, which is yet to come: the logger's clock was wrong when the log began, or its zone is not {options.Zone.Id}; "
                + "set its clock and start a new log"
            : null;
    }

    private Observation.Measured Page(ElitechLog log, int at, int count, TaskCompletionSource stored)
    {
        List<Reading> readings = [];
        int beyond = 0;
        for (int index = at; index < at + count; index++)
        {
            Temperature value = Temperature.FromTenths(log.Tenths[index]);
            if (options.Profile.Range.Holds(value))
            {
                readings.Add(new Reading(
                    options.Sensor, ElitechTimes.Of(log, log.From + index, options.Zone), value, ReadingFlags.DeviceTime));
            }
            else
            {
                beyond++;
            }
        }

        Instant first = ElitechTimes.Of(log, log.From + at, options.Zone);
        WireEvent? fault = beyond == 0 ? null : _health.Fault(options.Sensor, first, SensorFault.OutOfRange, string.Create(
            CultureInfo.InvariantCulture, $"{beyond} of {count} records from {first} on are beyond what the logger measures"));
        return new Observation.Measured(
            readings,
            clock.GetCurrentInstant(),
            Origin: null,
            fault is null ? [] : [fault],
            Acknowledge: _ =>
            {
                stored.TrySetResult();
                return ValueTask.CompletedTask;
            });
    }

    /// <summary>Tells a wrong clock once, and sets it when the configuration says so.</summary>
    private async Task<WireEvent?> JudgeClockAsync(ElitechConversation conversation, ElitechLog log, CancellationToken cancellationToken)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), options.Zone);
        TimeSpan? offset = log.Settings.Now - local.DateTime;
        if (offset is { } known && known.Duration() <= LargestOffset)
        {
            _clockIsTold = false;
            return null;
        }

        if (_clockIsTold)
        {
            return null;
        }

        _clockIsTold = true;
        string detail = offset is { } wrong
            ? string.Create(CultureInfo.InvariantCulture, $"the logger's clock is {wrong.Duration():d\\.hh\\:mm\\:ss} {(wrong < TimeSpan.Zero ? "behind" : "ahead")}")
            : "the logger's clock was never set";
        if (!options.SetsClock)
        {
            return Told(WireEventKinds.SensorClockWrong, $"{detail}; it was left as it is");
        }

        string? problem = await RunAsync(() => conversation.SetClock(log.Settings.Station, local.DateTime, cancellationToken));
        return problem is null
            ? Told(WireEventKinds.SensorClockSet, $"{detail}; it was set, and counts from the next start of a log")
            : Told(WireEventKinds.SensorClockWrong, $"{detail}; it could not be set: {problem}");
    }

    private WireEvent Told(string kind, string detail) => new()
    {
        Sequence = 0,
        Kind = kind,
        At = clock.GetCurrentInstant().UnixMilliseconds,
        Sensor = options.Sensor.ToString(),
        Detail = detail,
    };

    private static IEnumerable<Observation> Happened(params WireEvent?[] events) =>
        events.OfType<WireEvent>().Select(what => new Observation.Happened(what));
}
