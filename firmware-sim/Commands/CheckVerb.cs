using FirmwareSim.Scenarios;

namespace FirmwareSim.Commands;

/// <summary>Says whether a scenario file can be run, and all that is wrong with it.</summary>
internal sealed class CheckVerb : IVerb
{
    public string Name => "check";

    public string Summary => "reads a scenario file and lists all its mistakes";

    public string Usage => """
        firmware-sim check FILE [--set NAME=VALUE]...

        Prints what the scenario holds, or every mistake with its line. Opens no port.
        Exit code: 0 when it can be run, 2 when not.
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        Options options = new(arguments);
        IReadOnlyDictionary<string, string> variables = options.TakeVariables();
        string? path = options.TakeWord();
        List<string> mistakes = [.. options.Finish()];
        Scenario? scenario = null;
        if (path is null)
        {
            mistakes.Add("the scenario file is missing");
        }
        else
        {
            (scenario, IReadOnlyList<string> found) = await ScenarioFile.ReadAsync(path, variables, cancellationToken);
            mistakes.AddRange(found);
        }

        foreach (string mistake in mistakes)
        {
            await terminal.Error.WriteLineAsync(mistake);
        }

        if (mistakes.Count > 0 || scenario is null)
        {
            return ExitCodes.Mistaken;
        }

        await terminal.Out.WriteLineAsync(
            $"{path}: {scenario.Fridges.Count} fridges, {scenario.Sensors.Count} sensors, "
            + $"{scenario.Agents.Count} agents, {scenario.Happenings.Count + scenario.Crossings.Count} happenings");
        return ExitCodes.Done;
    }
}
