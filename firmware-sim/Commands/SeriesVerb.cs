using System.Globalization;
using FirmwareSim.History;
using FirmwareSim.Live;
using FirmwareSim.Scenarios;

namespace FirmwareSim.Commands;

/// <summary>Prints the history of a scenario instead of sending it.</summary>
internal sealed class SeriesVerb : IVerb
{
    public string Name => "series";

    public string Summary => "prints the history of a scenario as CSV; opens no port";

    public string Usage => """
        firmware-sim series --scenario FILE --live-start 2026-11-22T07:00:00Z [--set NAME=VALUE]...
                            [--history-days N] [--history-interval TIME]

        Prints sensor, time and thousandths of a degree, oldest first: what run would send if it were started
        then. The same scenario, seed and start print the same bytes.
        Exit code: 0, or 2 when the scenario has mistakes.
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        Options options = new(arguments);
        IReadOnlyDictionary<string, string> variables = options.TakeVariables();
        string path = options.Take("scenario") ?? string.Empty;
        long liveStart = TakeStart(options);
        HistoryPlan plan = new(
            options.TakeWhole("history-days", fallback: 30, least: 1, most: 400),
            options.TakeSpan("history-interval", HistoryPlan.UsualInterval, TimeSpan.FromSeconds(1)));
        List<string> mistakes = [.. options.Finish()];
        (Scenario? scenario, IReadOnlyList<string> found) = await ScenarioFile.ReadAsync(path, variables, cancellationToken);
        mistakes.AddRange(found);
        if (scenario is null || mistakes.Count > 0)
        {
            await terminal.TellAsync([], mistakes);
            return ExitCodes.Mistaken;
        }

        Plant plant = new(scenario, plan.FirstSecond(liveStart), liveStart);
        (_, IReadOnlyList<string> impossible) = CrossingArrangement.Apply(plant);
        await terminal.TellAsync([], impossible);
        if (impossible.Count > 0)
        {
            return ExitCodes.Mistaken;
        }

        await terminal.Out.WriteLineAsync("sensor,time,milli_celsius");
        await terminal.TellAsync(HistoryWalk.Take(plant, plan).Select(Line), []);
        return ExitCodes.Done;
    }

    private static string Line(PastReading reading) => string.Create(
        CultureInfo.InvariantCulture,
        $"{reading.Sensor},{DateTimeOffset.FromUnixTimeSeconds(reading.Second):yyyy-MM-dd'T'HH:mm:ss'Z'},{reading.MilliCelsius}");

    private static long TakeStart(Options options)
    {
        string? text = options.Take("live-start");
        if (DateTimeOffset.TryParseExact(
            text,
            "yyyy-MM-dd'T'HH:mm:ss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset start))
        {
            return start.ToUnixTimeSeconds();
        }

        options.Refuse("--live-start wants a moment such as 2026-11-22T07:00:00Z");
        return 0;
    }
}
