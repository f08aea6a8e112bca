using FirmwareSim.Modem;
using FirmwareSim.Paperwork;

namespace FirmwareSim.Commands;

/// <summary>The verbs of the program.</summary>
internal static class Verbs
{
    public static readonly IReadOnlyList<IVerb> All = [new RunVerb(), new CheckVerb(), new SeriesVerb(), new PaperworkVerb(), new ModemVerb()];

    public static async Task<int> DispatchAsync(
        IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        bool asksForHelp = arguments.Contains("--help") || arguments.Contains("-h");
        IVerb? verb = arguments.Count == 0 ? null : All.FirstOrDefault(candidate => candidate.Name == arguments[0]);
        if (verb is not null && asksForHelp)
        {
            await terminal.Out.WriteLineAsync(verb.Usage);
            return ExitCodes.Done;
        }

        if (verb is not null)
        {
            return await verb.RunAsync([.. arguments.Skip(1)], terminal, cancellationToken);
        }

        if (asksForHelp)
        {
            await terminal.Out.WriteLineAsync(Overview());
            return ExitCodes.Done;
        }

        await terminal.Error.WriteLineAsync(
            arguments.Count == 0 ? "A verb is missing." : $"\"{arguments[0]}\" is not a verb.");
        await terminal.Error.WriteLineAsync(Overview());
        return ExitCodes.Mistaken;
    }

    private static string Overview() => string.Join(
        Environment.NewLine,
        [
            "firmware-sim plays fridges and the sensors in them, on real ports.",
            string.Empty,
            .. All.Select(verb => $"  firmware-sim {verb.Name,-12} {verb.Summary}"),
            string.Empty,
            "firmware-sim VERB --help says more. Scenario files: docs/protocols/scenario.md",
        ]);
}
