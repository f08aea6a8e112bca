namespace ColdChain.Agent.Health.Page;

/// <summary>One answer of the status page's server.</summary>
/// <param name="Code">The HTTP status code.</param>
internal sealed record StatusAnswer(int Code, string ContentType, string Text)
{
    /// <summary>Where a 303 leads to.</summary>
    public string? Location { get; init; }
}
