using System.Text.Json.Nodes;

namespace ColdChain.Agent.Health.Page;

/// <summary>The answer of /healthz: a word, and what is wrong.</summary>
public static class HealthAnswer
{
    /// <summary>True while the agent does its first duty: what is measured can be kept.</summary>
    public static bool IsServing(StatusView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Waiting is not null;
    }

    /// <summary><c>{ "status": "ok" | "degraded" | "failing", "problems": [{ "kind", "what", "detail" }] }</c></summary>
    public static string Render(StatusView view)
    {
        IReadOnlyList<StatusProblem> problems = StatusProblems.Of(view);
        return new JsonObject
        {
            ["status"] = !IsServing(view) ? "failing" : problems.Count > 0 ? "degraded" : "ok",
            ["problems"] = new JsonArray([.. problems.Select(problem => (JsonNode)new JsonObject
            {
                ["kind"] = problem.Kind.ToString(),
                ["what"] = problem.What,
                ["detail"] = problem.Detail,
            })]),
        }.ToJsonString();
    }
}
