using FirmwareSim.Scenarios;

namespace FirmwareSim.Commands;

/// <summary>Reads a scenario from disk and tells its mistakes as <c>FILE: line N: ...</c>.</summary>
internal static class ScenarioFile
{
    public static async Task<(Scenario? Scenario, IReadOnlyList<string> Mistakes)> ReadAsync(
        string path, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return (null, [$"{path}: there is no such file"]);
        }

        string text = await File.ReadAllTextAsync(path, cancellationToken);
        ScenarioOutcome outcome = ScenarioParser.Parse(text, variables);
        return (outcome.Scenario, [.. outcome.Mistakes.Select(mistake => $"{path}: {mistake}")]);
    }
}
