using FirmwareSim.Live;
using FirmwareSim.Physics;
using FirmwareSim.Scenarios;
using FirmwareSim.Truth;

namespace FirmwareSim.Modbus;

/// <summary>
/// One RS-485 line with its transmitters: waits for requests at the pseudo-terminal, answers for the slave that is meant,
/// and lets the scenario's faults have their way with the answer.
/// </summary>
/// <remarks>Runs on the thread that calls <see cref="Run"/>; that thread alone touches the port.</remarks>
internal sealed class SerialBus(
    string path, IReadOnlyList<ModbusSlave> slaves, FaultSchedule faults, TruthLog truth, TimeProvider clock)
{
    /// <summary>Silence after which waiting bytes are judged; far above the 3.5 characters of a real line.</summary>
    private const int IdleMilliseconds = 50;

    /// <summary>Later than any master waits by default.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(2_500);

    /// <summary>Between another slave's answer and the right one: more than 3.5 characters at any speed.</summary>
    private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(30);

    /// <summary>How long an answer may lie unread before the port is closed over it.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(500);

    private readonly AnswerSpoiler _spoiler = new(new SeededRandom(StableNoise.SeedFor(faults.Seed, path)));
    private readonly RequestFramer _framer = new();
    private readonly byte[] _bytes = new byte[RequestFramer.LongestFrame];
    private int _answers;

    public string Path => path;

    public string Name { get; } = System.IO.Path.GetFileName(path);

    /// <summary>Serves the bus until cancelled.</summary>
    /// <param name="port">Opened by the caller, so that it is there before anybody is told; closed here.</param>
    /// <param name="cancellationToken">Ends it within a tenth of a second.</param>
    public void Run(PseudoTerminal port, CancellationToken cancellationToken)
    {
        PseudoTerminal? open = port;
        while (!cancellationToken.IsCancellationRequested)
        {
            bool isGone = faults.IsActive(HappeningKind.Vanish, Name, clock.GetUtcNow());
            if (isGone != open is null)
            {
                Unplug(open);
                open = isGone ? null : PseudoTerminal.Open(path);
                truth.Write(new TruthLine(isGone ? "port-gone" : "port-back") { Bus = path });
            }

            if (open is null)
            {
                Pause(TimeSpan.FromMilliseconds(IdleMilliseconds), cancellationToken);
                continue;
            }

            Listen(open, cancellationToken);
        }

        Unplug(open);
    }

    /// <summary>A hang-up throws away what was not read: the last answer is given time to arrive, since it is on the truth's list.</summary>
    private void Unplug(PseudoTerminal? port)
    {
        if (port is null)
        {
            return;
        }

        long began = clock.GetTimestamp();
        while (port.Unread > 0 && clock.GetElapsedTime(began) < LastWords)
        {
            Pause(TimeSpan.FromMilliseconds(10), CancellationToken.None);
        }

        if (port.Unread is > 0 and int unread)
        {
            truth.Write(new TruthLine("port-unread") { Bus = path, Value = unread });
        }

        port.Dispose();
    }

    private void Listen(PseudoTerminal port, CancellationToken cancellationToken)
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
        DateTimeOffset now = clock.GetUtcNow();
        if (slave is null || faults.IsSilent(slave.Sensor, now))
        {
            return;
        }

        SlaveAnswer answer = slave.Answer(request);
        _answers++;
        switch (faults.LineFaultOn(Name, now, _answers))
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
        kind = answer.Temperature is null ? "modbus-other" : kind;
        truth.Write(new TruthLine(complete ? kind : "modbus-not-taken")
        {
            Bus = path,
            Sensor = slave.Sensor,
            Slave = slave.Id,
            Function = request.Function,
            Register = answer.Temperature is null ? null : answer.TemperatureRegister,
            Value = answer.Temperature,
            MilliCelsius = answer.Temperature * 100,
        });
    }

    private void Pause(TimeSpan time, CancellationToken cancellationToken) =>
        Task.Delay(time, clock, cancellationToken).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);
}
