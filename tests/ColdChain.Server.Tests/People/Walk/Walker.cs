using System.Net.Http.Headers;
using ColdChain.Server.People.Keys;

namespace ColdChain.Server.Tests.People.Walk;

/// <summary>Somebody or something that tries every door of the server.</summary>
/// <param name="Name">For the findings.</param>
/// <param name="Role">One of the four roles; null for who is no person.</param>
/// <param name="Path">What they may see: facilities whose path begins so. Null for nobody, who may see none.</param>
internal sealed record Walker(string Name, string? Role, string? Path)
{
    /// <summary>The session, and the half of the anti-forgery pair that a browser keeps.</summary>
    public string? Cookies { get; init; }

    /// <summary>The other half, as forms carry it.</summary>
    public string? Proof { get; init; }

    public string? BearerKey { get; init; }

    /// <summary>What the key of a program allows; null for everybody else.</summary>
    public IntegrationRight? Right { get; init; }

    /// <summary>The agent whose key it is.</summary>
    public string? AgentId { get; init; }

    public bool MaySee(string facilityPath) => Path is not null && facilityPath.StartsWith(Path, StringComparison.Ordinal);

    public void Sign(HttpRequestMessage request)
    {
        if (Cookies is not null)
        {
            request.Headers.Add("Cookie", Cookies);
        }

        if (BearerKey is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", BearerKey);
        }
    }
}
