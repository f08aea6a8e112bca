using FirmwareSim.Live;
using FirmwareSim.Physics;
using FirmwareSim.Scenarios;
using FirmwareSim.Truth;

namespace FirmwareSim.Modbus;

/// <summary>
/// One RS-485 line with its transmitters: waits for requests at the pseudo-terminal, answers for the slave that is meant,
/// and lets the scenario's faults have their way with the answer.
/// </summary>
internal sealed class SerialBus(
    string path, IReadOnlyList<ModbusSlave> slaves, FaultSchedule faults, TruthLog truth, TimeProvider clock)
    : SpeakingPort(path, faults, truth, clock)
{
    /// <summary>Later than any master waits by default.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(2_500);

    /// <summary>Between another slave's answer and the right one: more than 3.5 characters at any speed.</summary>
    private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(30);

    private readonly AnswerSpoiler _spoiler = new(new SeededRandom(StableNoise.SeedFor(faults.Seed, path)));
    private readonly RequestFramer _framer = new();
    private readonly byte[] _bytes = new byte[RequestFramer.LongestFrame];
    private int _answers;

    protected override void Attend(PseudoTerminal port, CancellationToken cancellationToken)
    {
        int count = port.Read(_bytes, IdleMilliseconds);
        if (count == 0)
        {
            port.AllowOthers();
            if (_framer.TryTakeAtIdle(out ModbusRequest odd))
            {
                Serve(port, odd, cancellationToken);
            }

            return;
        }

        _framer.Feed(_bytes.AsSpan(0, count));
        while (_framer.TryTake(out ModbusRequest request))
        {
            Serve(port, request, cancellationToken);
        }
    }

    private void Serve(PseudoTerminal port, ModbusRequest request, CancellationToken cancellationToken)
    {
        ModbusSlave? slave = slaves.FirstOrDefault(candidate => candidate.Id == request.Slave);
        DateTimeOffset now = Clock.GetUtcNow();
        if (slave is null || slave.Probes.Values.All(probe => Faults.IsSilent(probe.Sensor, now)))
        {
            return;
        }

        SlaveAnswer answer = slave.Answer(request);
        _answers++;
        switch (Faults.LineFaultOn(Name, now, _answers))
        {
            case null:
                Send(port, slave, request, answer, "modbus-answer");
                break;
            case HappeningKind.Late:
                Pause(Lateness, cancellationToken);
                DropWhatCame(port);
                Send(port, slave, request, answer, "modbus-late");
                break;
            case HappeningKind.OtherTraffic:
                port.TryWrite(AnswerSpoiler.OtherAnswer());
                Pause(BetweenFrames, cancellationToken);
                Send(port, slave, request, answer, "modbus-after-other-traffic");
                break;
            case HappeningKind fault:
                SlaveAnswer spoilt = answer with { Frame = _spoiler.Spoil(fault, answer.Frame) };
                Send(port, slave, request, spoilt, "modbus-spoilt");
                break;
        }
    }

    /// <summary>A transmitter that is still busy hears nothing: what its master repeated meanwhile is not answered afterwards.</summary>
    private void DropWhatCame(PseudoTerminal port)
    {
        while (port.Read(_bytes, 0) > 0)
        {
        }

        _framer.TryTakeAtIdle(out _);
    }

    private void Send(PseudoTerminal port, ModbusSlave slave, ModbusRequest request, SlaveAnswer answer, string kind)
    {
        bool complete = port.TryWrite(answer.Frame);
        TruthLine line = new(complete ? kind : "modbus-not-taken")
        {
            Bus = Path,
            Slave = slave.Id,
            Function = request.Function,
        };
        if (answer.Said.Count == 0)
        {
            Truth.Write(line with { Kind = complete ? "modbus-other" : line.Kind, Sensor = slave.Probes.Values.First().Sensor });
        }

        foreach (SaidTemperature said in answer.Said)
        {
            Truth.Write(line with
            {
                Sensor = said.Sensor,
                Register = said.Register,
                Value = said.Tenths,
                MilliCelsius = said.Tenths * 100,
            });
        }
    }
}
