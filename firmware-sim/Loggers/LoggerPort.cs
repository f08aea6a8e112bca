using FirmwareSim.Live;
using FirmwareSim.Modbus;
using FirmwareSim.Scenarios;
using FirmwareSim.Truth;

namespace FirmwareSim.Loggers;

/// <summary>One logger with its cable plugged in: logs from the live start on, and gives its log to whoever asks.</summary>
internal sealed class LoggerPort(
    LoggerSensorPlan plan, Func<int> takeMilliCelsius, FaultSchedule faults, TruthLog truth, TimeProvider clock)
    : SpeakingPort(plan.BusPath, faults, truth, clock)
{
    private const int LookMilliseconds = 20;
    private const int QuestionSize = 5;
    private const int SetClockSize = 12;

    private readonly byte[] _bytes = new byte[64];
    private readonly List<byte> _heard = [];
    private readonly List<short> _tenths = [];
    private readonly DateTimeOffset _start = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
    private TimeSpan _slow = plan.Slow;
    private int _answers;

    /// <summary>What its clock shows is local time.</summary>
    public required TimeSpan UtcOffset { get; init; }

    private int QuestionLength => _heard.Count > 2 && _heard[0] == 0x33 && _heard[2] == 0x07 ? SetClockSize : QuestionSize;

    protected override void Attend(PseudoTerminal port, CancellationToken cancellationToken)
    {
        Record();
        int count = port.Read(_bytes, LookMilliseconds);
        if (count == 0)
        {
            port.AllowOthers();
            _heard.Clear();
            return;
        }

        _heard.AddRange(_bytes.AsSpan(0, count));
        while (_heard.Count >= QuestionLength)
        {
            byte[] question = [.. _heard.Take(QuestionLength)];
            _heard.RemoveRange(0, question.Length);
            if (LoggerMessages.IsSound(question) && !Faults.IsSilent(plan.Sensor, Clock.GetUtcNow()))
            {
                Say(port, Answer(question));
            }
        }
    }

    /// <summary>Makes the records that are due; their times are those of the logger's clock.</summary>
    private void Record()
    {
        while (Clock.GetUtcNow() >= _start + (_tenths.Count * plan.Interval) && _tenths.Count < ushort.MaxValue)
        {
            DateTimeOffset at = _start + (_tenths.Count * plan.Interval) - plan.Slow;
            int milli = takeMilliCelsius();
            _tenths.Add((short)(milli / PlantSensor.MilliCelsiusPerTenth));
            Truth.Write(new TruthLine("logger-record")
            {
                Bus = Path,
                Sensor = plan.Sensor,
                MilliCelsius = milli,
                PayloadTime = at.ToUnixTimeMilliseconds(),
            });
        }
    }

    private byte[] Answer(byte[] question)
    {
        DateTimeOffset start = (_start - plan.Slow).ToOffset(UtcOffset);
        DateTimeOffset now = (Clock.GetUtcNow() - _slow).ToOffset(UtcOffset);
        switch (question[2])
        {
            case 0x0A:
                return LoggerMessages.Acknowledgement(0xA5);
            case 0x06:
                return LoggerMessages.Settings(plan.Interval, start, _tenths.Count, now);
            case 0x01:
                return LoggerMessages.Head(_tenths.Count, start);
            case 0x02:
                return LoggerMessages.Page(_tenths, question[3]);
            case 0x07:
                _slow = TimeSpan.Zero;
                Truth.Write(new TruthLine("logger-clock-set") { Bus = Path, Sensor = plan.Sensor });
                return LoggerMessages.Acknowledgement(0xA3);
            default:
                return [];
        }
    }

    private void Say(PseudoTerminal port, byte[] answer)
    {
        _answers++;
        switch (Faults.LineFaultOn(Name, Clock.GetUtcNow(), _answers))
        {
            case null:
                break;
            case HappeningKind.Partial:
                answer = answer[..(answer.Length / 2)];
                break;
            default:
                answer[^1] ^= 0x55;
                break;
        }

        port.TryWrite(answer);
    }
}
