using System.Globalization;
using System.Text;
using FirmwareSim.Live;
using FirmwareSim.Modbus;
using FirmwareSim.Physics;
using FirmwareSim.Scenarios;
using FirmwareSim.Truth;

namespace FirmwareSim.Lines;

/// <summary>One thermometer of lines on its port.</summary>
internal sealed class LinePort(LineSensorPlan plan, Func<int> takeMilliCelsius, FaultSchedule faults, TruthLog truth, TimeProvider clock)
    : SpeakingPort(plan.BusPath, faults, truth, clock)
{
    private const string Question = "ReadTemp";
    private const int LookMilliseconds = 20;

    private readonly SeededRandom _random = new(StableNoise.SeedFor(faults.Seed, plan.BusPath));
    private readonly byte[] _bytes = new byte[256];
    private readonly StringBuilder _heard = new();
    private DateTimeOffset _next = clock.GetUtcNow();
    private int _lines;

    protected override void Attend(PseudoTerminal port, CancellationToken cancellationToken)
    {
        int count = port.Read(_bytes, LookMilliseconds);
        if (count == 0)
        {
            port.AllowOthers();
        }

        if (plan.Form == LineForm.Temperx232)
        {
            _heard.Append(Encoding.Latin1.GetString(_bytes, 0, count));
            if (_heard.ToString().Contains(Question, StringComparison.Ordinal))
            {
                _heard.Clear();
                Say(port);
            }

            _heard.Remove(0, Math.Max(0, _heard.Length - Question.Length));
        }
        else if (Clock.GetUtcNow() >= _next)
        {
            _next += plan.Interval;
            Say(port);
        }
    }

    private void Say(PseudoTerminal port)
    {
        DateTimeOffset now = Clock.GetUtcNow();
        if (Faults.IsSilent(plan.Sensor, now))
        {
            return;
        }

        bool isBroken = Faults.IsActive(HappeningKind.BrokenProbe, plan.Sensor, now);
        int milli = isBroken ? 0 : takeMilliCelsius();
        byte[] line = Encoding.Latin1.GetBytes(isBroken ? Error() : Text(milli));
        _lines++;
        HappeningKind? fault = Faults.LineFaultOn(Name, now, _lines);
        if (fault is HappeningKind.Partial)
        {
            line = line[..(1 + _random.NextBelow(line.Length - 2))];
        }
        else if (fault is not null)
        {
            // A letter cannot be mistaken for a digit.
            line[_random.NextBelow(line.Length - 2)] = (byte)'#';
        }

        bool complete = port.TryWrite(line);
        Truth.Write(new TruthLine(!complete ? "line-not-taken" : isBroken ? "line-other" : fault is null ? "line-sent" : "line-spoilt")
        {
            Bus = Path,
            Sensor = plan.Sensor,
            MilliCelsius = isBroken ? null : milli,
        });
    }

    private string Error() => plan.Form == LineForm.Tsm125 ? "Err.1\r\n" : "unknow!:00.00 [C],00.00 [%RH]<";

    private string Text(int milli) => plan.Form == LineForm.Tsm125
        ? string.Create(CultureInfo.InvariantCulture, $"{milli / 1000m,5:0.0}\r\n")
        : string.Create(CultureInfo.InvariantCulture, $"Temp-Inner:{milli / 1000m:0.00} [C],45.20 [%RH]<");
}
