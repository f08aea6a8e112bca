using System.Globalization;
using System.Text.RegularExpressions;

namespace FirmwareSim.Scenarios;

/// <summary>Reads a scenario file, one statement a line, and finds all its mistakes in one go.</summary>
internal sealed partial class ScenarioParser
{
    private readonly List<ScenarioMistake> _mistakes = [];
    private readonly Dictionary<string, string> _variables;
    private readonly IReadOnlyDictionary<string, string> _given;
    private readonly EquipmentStatements _equipment = new();
    private readonly HappeningStatements _happenings = new();
    private ulong _seed = 1;
    private TimeSpan _utcOffset = TimeSpan.Zero;

    private ScenarioParser(IReadOnlyDictionary<string, string> given)
    {
        _given = given;
        _variables = new Dictionary<string, string>(given, StringComparer.Ordinal);
    }

    /// <param name="text">The file.</param>
    /// <param name="given">Values for <c>${name}</c>; they win over the file's own <c>set</c>.</param>
    public static ScenarioOutcome Parse(string text, IReadOnlyDictionary<string, string> given)
    {
        ScenarioParser parser = new(given);
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            parser.ReadLine(i + 1, lines[i]);
        }

        return parser.Finish();
    }

    private ScenarioOutcome Finish()
    {
        Scenario scenario = new()
        {
            Seed = _seed,
            UtcOffset = _utcOffset,
            Fridges = _equipment.Fridges,
            Sensors = _equipment.Sensors,
            Agents = _equipment.Agents,
            Happenings = _happenings.Happenings,
            Crossings = _happenings.Crossings,
        };
        _mistakes.AddRange(ScenarioReferences.Check(scenario));
        return _mistakes.Count == 0
            ? new ScenarioOutcome(scenario, [])
            : new ScenarioOutcome(null, [.. _mistakes.OrderBy(mistake => mistake.Line)]);
    }

    private void ReadLine(int number, string raw)
    {
        string text = Comment().Replace(raw.Replace('\t', ' ').TrimEnd('\r'), string.Empty);
        text = Variable().Replace(text, match => ValueOf(number, match.Groups[1].Value));
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        Statement statement = new(number, text, _mistakes);
        string verb = statement.Word("a statement") ?? string.Empty;
        if (!Read(verb, statement))
        {
            statement.Refuse($"\"{verb}\" is not a statement; known are set, seed, zone, room, fridge, sensor, agent, at");
            return;
        }

        statement.Finish();
    }

    private bool Read(string verb, Statement statement)
    {
        switch (verb)
        {
            case "set":
                ReadSet(statement);
                return true;
            case "seed":
                ReadSeed(statement);
                return true;
            case "zone":
                ReadZone(statement);
                return true;
            case "at":
                _happenings.Read(statement);
                return true;
            default:
                return _equipment.TryRead(verb, statement);
        }
    }

    private void ReadSet(Statement statement)
    {
        string name = statement.Word("a name") ?? string.Empty;
        statement.Expect("to");
        string value = statement.Word("a value") ?? string.Empty;
        if (!_given.ContainsKey(name))
        {
            _variables[name] = value;
        }
    }

    private void ReadSeed(Statement statement)
    {
        string text = statement.Word("a whole number") ?? string.Empty;
        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _seed))
        {
            statement.Refuse($"\"{text}\" is not a whole number");
        }
    }

    private void ReadZone(Statement statement)
    {
        string text = statement.Word("an offset such as +08:00") ?? string.Empty;
        bool hasSign = text.Length == 6 && (text[0] == '+' || text[0] == '-');
        if (!hasSign
            || !TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out TimeSpan offset)
            || offset > TimeSpan.FromHours(14))
        {
            statement.Refuse($"\"{text}\" is not an offset such as +08:00");
            return;
        }

        _utcOffset = text[0] == '-' ? -offset : offset;
    }

    private string ValueOf(int line, string name)
    {
        if (_variables.TryGetValue(name, out string? value))
        {
            return value;
        }

        _mistakes.Add(new ScenarioMistake(line, $"${{{name}}} has no value; write \"set {name} to ...\" above, or --set {name}=..."));
        return "undefined";
    }

    [GeneratedRegex(@"(^|\s)#.*$", RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\$\{([A-Za-z0-9_-]{1,64})\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
