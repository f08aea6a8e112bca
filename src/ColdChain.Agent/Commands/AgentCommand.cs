using ColdChain.Agent.Configuration;
using ColdChain.Agent.Decoding;
using ColdChain.Agent.LocalAlarm.Desk;

namespace ColdChain.Agent.Commands;

/// <summary>Chooses the verb. Everything a verb prints goes to the writers that were handed in.</summary>
public sealed class AgentCommand(TextWriter output, TextWriter errors, TimeProvider clock)
{
    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken) => arguments switch
    {
        [] => await UsageAsync("a verb is missing"),
        ["--help" or "-h" or "help"] => await PrintAsync(HelpText.General),
        ["run", "--help" or "-h"] => await PrintAsync(HelpText.Run),
        ["check-config", "--help" or "-h"] => await PrintAsync(HelpText.CheckConfig),
        ["list-ports", "--help" or "-h"] => await PrintAsync(HelpText.ListPorts),
        ["decode", "--help" or "-h"] => await PrintAsync(HelpText.Decode),
        ["decode", .. string[] rest] => DecodeArguments.Read(rest, out string problem) is { } request
            ? await DecodeVerb.RunAsync(request, output)
            : await UsageAsync(problem),
        ["run", "--config", string file] => await WithSettingsAsync(
            file, settings => new RunVerb(settings, errors, clock).RunAsync(cancellationToken)),
        ["check-config", "--config", string file] => await WithSettingsAsync(file, SayFineAsync),
        ["alarms", "--help" or "-h"] => await PrintAsync(HelpText.Alarms),
        ["alarms", "list", "--config", string file] => await WithSettingsAsync(
            file, settings => AskDeskAsync(settings, new DeskRequest(), cancellationToken)),
        ["alarms", "ack", string alarm, "--by", string name, "--config", string file] => await WithSettingsAsync(
            file, settings => AskDeskAsync(settings, new DeskRequest(alarm, name), cancellationToken)),
        ["list-ports"] => await PrintAsync(ListPortsVerb.Run("/dev")),
        ["run" or "check-config"] => await UsageAsync("--config FILE is missing"),
        _ => await UsageAsync($"'{string.Join(' ', arguments)}' is not understood"),
    };

    private async Task<int> WithSettingsAsync(string file, Func<AgentSettings, Task<int>> verb)
    {
        SettingsOutcome outcome = SettingsFile.Read(file);
        if (outcome is SettingsOutcome.Read read)
        {
            return await verb(read.Settings);
        }

        IReadOnlyList<Mistake> mistakes = ((SettingsOutcome.Refused)outcome).Mistakes;
        await errors.WriteLineAsync($"{file}: {mistakes.Count} {(mistakes.Count == 1 ? "mistake" : "mistakes")}");
        foreach (Mistake mistake in mistakes)
        {
            await errors.WriteLineAsync($"  {mistake}");
        }

        return ExitCode.BadConfiguration;
    }

    private async Task<int> AskDeskAsync(AgentSettings settings, DeskRequest request, CancellationToken cancellationToken)
    {
        (int code, string text) = await AlarmsVerb.RunAsync(settings, request, cancellationToken);
        await (code == ExitCode.Done ? output : errors).WriteLineAsync(text);
        return code;
    }

    private async Task<int> SayFineAsync(AgentSettings settings) => await PrintAsync(
        $"fine: agent {settings.Agent}, {settings.Sources.Count} source(s) ({string.Join(", ", settings.Sources.Select(source => source.Name))}), server {settings.Plumbing.Forwarding.ServerUrl}");

    private async Task<int> PrintAsync(string text)
    {
        await output.WriteLineAsync(text);
        return ExitCode.Done;
    }

    private async Task<int> UsageAsync(string problem)
    {
        await errors.WriteLineAsync($"{problem}\n\n{HelpText.General}");
        return ExitCode.Usage;
    }
}
