using ColdChain.Server.People.Keys;

namespace ColdChain.Server.People;

/// <summary>Who may use one route, and whose things it may show.</summary>
/// <param name="Method"><c>PAGE</c> for a page with its forms (GET and POST), else the HTTP method.</param>
/// <param name="Pattern">The route's pattern exactly as it is mapped.</param>
/// <param name="Audience">Who at all.</param>
/// <param name="Roles">For <see cref="Audience.People"/>: the roles that may; empty for the other audiences.</param>
/// <param name="ScopedBy">
/// The route parameter that names a thing of a facility; the facility must be in the person's scope, otherwise the
/// answer is 404. Null where the page itself shows only what <see cref="FacilityScope"/> lets through.
/// </param>
public sealed record AccessRule(
    string Method, string Pattern, Audience Audience, IReadOnlyList<string> Roles, string? ScopedBy)
{
    /// <summary>The right that lets the key of an integration in, within its facility; null where none is let in.</summary>
    public IntegrationRight? Integrations { get; init; }

    /// <summary>What taking it out leaves on the audit trail; null where the route shows and takes nothing out.</summary>
    public ExportRule? Export { get; init; }

    public bool Covers(string method) =>
        Method == "PAGE" ? method is "GET" or "HEAD" or "POST" : Method == method || (Method == "GET" && method == "HEAD");
}
