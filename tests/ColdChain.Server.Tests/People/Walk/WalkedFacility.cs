namespace ColdChain.Server.Tests.People.Walk;

/// <summary>A facility with one of each kind of thing that a route can name.</summary>
/// <param name="Id">As routes spell it, and the first part of the ids of its things.</param>
/// <param name="Path">Of the facility.</param>
/// <param name="Chinese">In the Chinese name of everything that is its own, and of nothing else.</param>
/// <param name="English">In the English names.</param>
internal sealed record WalkedFacility(string Id, string Path, string Chinese, string English)
{
    /// <summary>By route parameter, whatever its case: the value that names the thing of this facility.</summary>
    public Dictionary<string, string> Things { get; } = new(StringComparer.OrdinalIgnoreCase);
}
