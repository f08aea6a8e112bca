using FirmwareSim.History;
using FirmwareSim.Scenarios;

namespace FirmwareSim.Commands;

/// <summary>What the command line of <c>run</c> asks for, with the scenario read.</summary>
internal sealed record RunOrder
{
    public required Scenario Scenario { get; init; }

    public required string? TruthPath { get; init; }

    /// <summary>Null: until told to stop.</summary>
    public required int? Seconds { get; init; }

    public required HistoryPlan History { get; init; }

    /// <summary>Null: no history is sent.</summary>
    public required Uri? HistoryTo { get; init; }

    /// <summary>The agents of the scenario, each with its key; empty without history.</summary>
    public required IReadOnlyList<(AgentPlan Agent, string Key)> Keys { get; init; }

    /// <summary>The order, or every mistake in it.</summary>
    public static async Task<(RunOrder? Order, IReadOnlyList<string> Mistakes)> ReadAsync(
        IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        Options options = new(arguments);
        IReadOnlyDictionary<string, string> variables = options.TakeVariables();
        string? path = options.Take("scenario");
        string? truthPath = options.Take("truth");
        int seconds = options.TakeWhole("seconds", fallback: 0, least: 1, most: 10_000_000);
        HistoryPlan history = new(
            options.TakeWhole("history-days", fallback: 0, least: 1, most: 400),
            options.TakeSpan("history-interval", HistoryPlan.UsualInterval, TimeSpan.FromSeconds(1)));
        Uri? server = TakeServer(options, history);
        IReadOnlyDictionary<string, string> givenKeys = TakeKeys(options);
        List<string> mistakes = [.. options.Finish()];
        (Scenario? scenario, IReadOnlyList<string> found) = path is null
            ? (null, ["--scenario FILE is missing"])
            : await ScenarioFile.ReadAsync(path, variables, cancellationToken);
        mistakes.AddRange(found);
        if (scenario is null)
        {
            return (null, mistakes);
        }

        IReadOnlyList<(AgentPlan, string)> keys = server is null ? [] : FindKeys(scenario, givenKeys, mistakes);
        RunOrder order = new()
        {
            Scenario = scenario,
            TruthPath = truthPath,
            Seconds = seconds == 0 ? null : seconds,
            History = history,
            HistoryTo = server,
            Keys = keys,
        };
        return mistakes.Count == 0 ? (order, []) : (null, mistakes);
    }

    private static Uri? TakeServer(Options options, HistoryPlan history)
    {
        string? text = options.Take("history-to");
        if (text is null != (history.Days == 0))
        {
            options.Refuse("--history-days and --history-to go together");
        }

        if (text is null)
        {
            return null;
        }

        if (Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out Uri? server) && server.Scheme is "http" or "https")
        {
            return server;
        }

        options.Refuse($"--history-to {text}: an address such as http://127.0.0.1:8080 is expected");
        return null;
    }

    private static Dictionary<string, string> TakeKeys(Options options)
    {
        IReadOnlyList<string> agents = options.TakeAll("agent");
        IReadOnlyList<string> keys = options.TakeAll("key");
        if (agents.Count != keys.Count)
        {
            options.Refuse($"--agent and --key go in pairs; there are {agents.Count} and {keys.Count}");
        }

        Dictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach ((string agent, string key) in agents.Zip(keys))
        {
            pairs[agent] = key;
        }

        return pairs;
    }

    private static List<(AgentPlan Agent, string Key)> FindKeys(
        Scenario scenario, IReadOnlyDictionary<string, string> given, List<string> mistakes)
    {
        List<(AgentPlan, string)> keys = [];
        if (scenario.Agents.Count == 0)
        {
            mistakes.Add("the scenario has no agent statement; under whose id should the history be sent?");
        }

        foreach (AgentPlan agent in scenario.Agents)
        {
            string? key = given.GetValueOrDefault(agent.AgentId) ?? agent.Key;
            if (key is null && agent.KeyFile is not null && File.Exists(agent.KeyFile))
            {
                key = File.ReadAllText(agent.KeyFile).Trim();
            }

            if (string.IsNullOrEmpty(key))
            {
                mistakes.Add(agent.KeyFile is null
                    ? $"{agent.AgentId} has no key: give key= or key-file= in the scenario, or --agent {agent.AgentId} --key KEY"
                    : $"{agent.AgentId} has no key: {agent.KeyFile} is missing or empty");
                continue;
            }

            keys.Add((agent, key));
        }

        foreach (string agent in given.Keys.Where(id => scenario.Agents.All(plan => plan.AgentId != id)))
        {
            mistakes.Add($"--agent {agent}: the scenario has no such agent");
        }

        return keys;
    }
}
