namespace ColdChain.Server.People;

/// <summary>Who a route is for.</summary>
public enum Audience
{
    /// <summary>No log-in needed: the log-in page itself, and links that carry their own secret.</summary>
    Anyone,

    /// <summary>Only requests from this machine: health and metrics.</summary>
    Loopback,

    /// <summary>Edge agents; the endpoint checks the bearer key.</summary>
    Agents,

    /// <summary>People who are logged in, by role.</summary>
    People,
}
