using System.Collections.Frozen;

namespace FirmwareSim.Scenarios;

/// <summary>The <c>at</c> statements.</summary>
internal sealed class HappeningStatements
{
    private static readonly FrozenDictionary<string, HappeningKind> Faults = new Dictionary<string, HappeningKind>
    {
        ["silence"] = HappeningKind.Silence,
        ["noise"] = HappeningKind.Noise,
        ["wrong-crc"] = HappeningKind.WrongCrc,
        ["late"] = HappeningKind.Late,
        ["partial"] = HappeningKind.Partial,
        ["other-traffic"] = HappeningKind.OtherTraffic,
        ["broken-probe"] = HappeningKind.BrokenProbe,
        ["vanish"] = HappeningKind.Vanish,
        ["offline"] = HappeningKind.Offline,
        ["lose-acks"] = HappeningKind.LoseAcks,
    }.ToFrozenDictionary();

    private readonly List<Happening> _happenings = [];
    private readonly List<CrossingPlan> _crossings = [];

    public IReadOnlyList<Happening> Happenings => _happenings;

    public IReadOnlyList<CrossingPlan> Crossings => _crossings;

    public void Read(Statement statement)
    {
        if (statement.TakeWord("crossing"))
        {
            ReadCrossing(statement);
            return;
        }

        Moment at = ReadMoment(statement);
        string what = statement.Word("power, door, silence or a fault") ?? string.Empty;
        switch (what)
        {
            case "power":
                ReadPower(statement, at);
                break;
            case "door":
                statement.Expect("open");
                Add(statement, at, HappeningKind.DoorOpen, mustEnd: true);
                break;
            default:
                ReadFault(statement, at, what);
                break;
        }
    }

    private static Moment ReadMoment(Statement statement)
    {
        string text = statement.Word("a moment such as 00:02:00") ?? string.Empty;
        if (!TimeText.TryMoment(text, out Moment moment))
        {
            statement.Refuse(
                $"\"{text}\" is not a moment; write 00:02:00 (after the live start), -1.02:30:00 (before it) or day-9T02:40:00");
        }

        return moment;
    }

    private void ReadPower(Statement statement, Moment at)
    {
        if (statement.TakeWord("on"))
        {
            string unit = statement.Word("the unit") ?? string.Empty;
            _happenings.Add(new Happening(statement.Line, at, HappeningKind.PowerOn, unit, null, 1));
            return;
        }

        statement.Expect("off");
        Add(statement, at, HappeningKind.PowerOff, mustEnd: false);
    }

    private void ReadFault(Statement statement, Moment at, string what)
    {
        if (!Faults.TryGetValue(what, out HappeningKind kind))
        {
            statement.Refuse($"\"{what}\" is not known; known are power, door, {string.Join(", ", Faults.Keys.Order(StringComparer.Ordinal))}");
            return;
        }

        Add(statement, at, kind, mustEnd: kind == HappeningKind.Vanish);
    }

    private void Add(Statement statement, Moment at, HappeningKind kind, bool mustEnd)
    {
        string target = statement.Word("whom it befalls") ?? string.Empty;
        TimeSpan? duration = null;
        if (statement.TakeWord("for"))
        {
            string text = statement.Word("a time such as 00:03:00") ?? string.Empty;
            if (TimeText.TryDuration(text, out TimeSpan value) && value > TimeSpan.Zero)
            {
                duration = value;
            }
            else
            {
                statement.Refuse($"\"{text}\" is not a time; write 00:03:00, 30s, 5m or 2h");
            }
        }
        else if (mustEnd)
        {
            statement.Refuse("\"for\" and a time are missing: this must end");
        }

        _happenings.Add(new Happening(statement.Line, at, kind, target, duration, statement.Whole("every", 1, 1, 1_000_000)));
    }

    private void ReadCrossing(Statement statement)
    {
        bool isLow = statement.TakeWord("low");
        if (!isLow)
        {
            statement.Expect("high");
        }

        string limitText = statement.Word("the limit in °C") ?? string.Empty;
        bool isNumber = Statement.TryNumber(limitText, out double limit) && Math.Abs(limit) <= 100;
        if (!isNumber)
        {
            statement.Refuse($"\"{limitText}\" is not a temperature in °C");
        }

        statement.Expect("of");
        string sensor = statement.Word("the sensor") ?? string.Empty;
        statement.Expect("=");
        Moment at = ReadMoment(statement);
        statement.Expect("power");
        statement.Expect("off");
        string unit = statement.Word("the unit") ?? string.Empty;
        if (!sensor.StartsWith(unit + "/", StringComparison.Ordinal))
        {
            statement.Refuse($"{sensor} does not hang in {unit}");
        }

        int milli = isNumber ? (int)Math.Round(limit * 1_000) : 0;
        _crossings.Add(new CrossingPlan(statement.Line, !isLow, milli, sensor, at));
    }
}
