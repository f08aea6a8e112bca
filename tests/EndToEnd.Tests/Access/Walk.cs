using System.Net;

namespace EndToEnd.Tests.Access;

/// <summary>Everything that a person can reach by following links from the first page.</summary>
public static class Walk
{
    /// <summary>Enough for every kind of page of the demo many times over, and an end to paging for ever.</summary>
    private const int MostPages = 400;

    private static readonly string[] NotFollowed =
        [".css", ".js", ".png", ".ico", ".svg", "/log-out", "/language", "/events", "/stream"];

    public static async Task<IReadOnlyDictionary<string, Answer>> FromAsync(
        string start, PersonSession person, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        Dictionary<string, Answer> seen = new(StringComparer.Ordinal);
        HashSet<string> known = new(StringComparer.Ordinal) { start };
        Queue<string> waiting = new(known);
        while (waiting.TryDequeue(out string? path) && seen.Count < MostPages)
        {
            Answer answer = await person.GetAsync(path, cancellationToken);
            seen[path] = answer;
            IEnumerable<string> links = answer.Code == HttpStatusCode.Redirect && answer.Location is string next
                ? [next]
                : answer.Links();
            foreach (string link in links.Where(IsFollowed).Where(known.Add))
            {
                waiting.Enqueue(link);
            }
        }

        return seen;
    }

    private static bool IsFollowed(string link) =>
        !NotFollowed.Any(part => link.Contains(part, StringComparison.Ordinal));
}
