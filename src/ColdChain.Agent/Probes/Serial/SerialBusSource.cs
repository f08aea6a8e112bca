using System.Runtime.CompilerServices;
using ColdChain.Agent.Health;
using ColdChain.Agent.Intake;
using ColdChain.Agent.Probes.Serial.Modbus;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>Polls the sensors of one Modbus RTU bus by a steady beat and keeps its port alive.</summary>
/// <remarks>
/// A question is not followed by the next one before the reading of the first is on the disk, so a crash costs at most
/// the poll under way (a round of them with <see cref="CommitEach.Round"/>). Faults are events at their begin and end.
/// </remarks>
public sealed class SerialBusSource(SerialBusOptions options, ISerialPorts ports, TimeProvider clock) : ISensorSource
{
    private readonly IReadOnlyList<BusQuestion> _questions = BusQuestion.For(options);
    private readonly SensorHealth _health = new();
    private readonly PortStanding _port = new(options.Name, options.Line.Path, options.Reopen, clock);

    public string Name => options.Name;

    public async IAsyncEnumerable<Observation> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PollSchedule schedule = new(_questions, clock);
        while (!cancellationToken.IsCancellationRequested)
        {
            SerialOpening opening = ports.Open(options.Line);
            if (opening is SerialOpening.Opened opened)
            {
                using ISerialPort port = opened.Port;
                ModbusMaster master = new(port, options.Timing, clock);
                await foreach (Observation seen in PollAsync(master, schedule, cancellationToken))
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

    /// <summary>Rounds over what is due until the port is gone or the token says stop.</summary>
    private async IAsyncEnumerable<Observation> PollAsync(
        ModbusMaster master, PollSchedule schedule, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool isGone = false;
        while (!isGone && await WaitAsync(schedule.UntilNext(), cancellationToken))
        {
            List<Reading> waiting = [];
            IReadOnlyList<int> due = schedule.TakeDue();
            for (int turn = 0; turn < due.Count && !isGone; turn++)
            {
                PollAnswer? answer = await AskAsync(master, schedule, due[turn], cancellationToken);
                isGone = answer is PollAnswer.PortGone || cancellationToken.IsCancellationRequested;
                foreach (WireEvent what in Events(answer, cancellationToken))
                {
                    yield return new Observation.Happened(what);
                }

                waiting.AddRange(Outcomes(answer).OfType<PollOutcome.Measured>().Select(measured => measured.Reading));
                bool isEndOfRound = isGone || turn == due.Count - 1;
                if (waiting.Count > 0 && (isEndOfRound || options.Commit == CommitEach.Answer))
                {
                    TaskCompletionSource stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    yield return PolledGroup.Of(waiting, [], stored);
                    await stored.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    waiting = [];
                }
            }
        }
    }

    /// <returns>Null for a slave that owes an answer: it is asked when that can no longer come, and the others go on.</returns>
    private async Task<PollAnswer?> AskAsync(
        ModbusMaster master, PollSchedule schedule, int index, CancellationToken cancellationToken)
    {
        BusQuestion question = _questions[index];
        TimeSpan owes = master.OwesAnswerFor(question.Request.Slave);
        if (owes > TimeSpan.Zero)
        {
            schedule.Defer(index, owes);
            return null;
        }

        ModbusPatience patience = new(question.ResponseTimeout, schedule.RetriesFor(index));

        // A thread of its own: waiting for a slow slave must not hold one of the few threads that MQTT and HTTP share.
        PollAnswer answer = await Task.Factory.StartNew(
            () => SensorPoll.Run(master, question, patience, clock, cancellationToken),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        if (answer is PollAnswer.Silent)
        {
            schedule.Silent(index);
        }
        else
        {
            schedule.Heard(index);
        }

        return answer;
    }

    private static IReadOnlyList<PollOutcome> Outcomes(PollAnswer? answer) => answer switch
    {
        PollAnswer.Heard heard => heard.Outcomes,
        PollAnswer.Silent silent => silent.Outcomes,
        _ => [],
    };

    private IEnumerable<WireEvent> Events(PollAnswer? answer, CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        if (answer is PollAnswer.PortGone)
        {
            return _port.Fault(SerialFault.Gone, now) is { } gone ? [gone] : [];
        }

        return Outcomes(answer).SelectMany(outcome => Events(outcome, now, cancellationToken)).OfType<WireEvent>();
    }

    private WireEvent?[] Events(PollOutcome outcome, Instant now, CancellationToken cancellationToken) => outcome switch
    {
        PollOutcome.Measured measured => [_port.Works(now), _health.Well(measured.Reading.Sensor, now)],

        // A question that was cut short by the agent's own end says nothing about the sensor.
        PollOutcome.Faulted when cancellationToken.IsCancellationRequested => [],
        PollOutcome.Faulted faulted => [_health.Fault(faulted.Sensor, now, faulted.Fault, faulted.Detail)],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private async ValueTask<bool> WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (time > TimeSpan.Zero)
        {
            await Task.Delay(time, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return !cancellationToken.IsCancellationRequested;
    }
}
