using ColdChain.Core.Time;
using ColdChain.Server.Audit;

namespace ColdChain.Server.People.Entering;

/// <summary>One log-in that still stands: a cookie opens while its session has a row, whoever shows it.</summary>
/// <remarks>Logging in and out are rows of the audit trail; this one is only what a cookie is held against.</remarks>
public sealed class LogInSession : INotAudited
{
    /// <summary>SHA-256 of the 32 random bytes in the cookie, in lower-case hexadecimal: who reads the records enters nowhere with it.</summary>
    public required string IdSha256 { get; init; }

    public required long PersonId { get; init; }

    public required Instant BeganAt { get; init; }

    /// <summary>It ends then, however busy it is; the row is removed with the next log-in of anybody.</summary>
    public required Instant EndsAt { get; init; }
}
