namespace ColdChain.Core.Integrity;

/// <summary>One line of an audit trail as it is hashed (<see cref="CanonicalAuditRow"/>): every column, nothing else.</summary>
public sealed record AuditRow
{
    /// <summary>The number that people name it by; rises, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>Unix milliseconds, by the server's clock.</summary>
    public required long AtMilliseconds { get; init; }

    public required string Actor { get; init; }

    public required string Action { get; init; }

    public required string Subject { get; init; }

    public required string SubjectKey { get; init; }

    /// <summary>Null where it belongs to no facility.</summary>
    public string? Facility { get; init; }

    /// <summary>JSON as it is stored, byte by byte; null where there was nothing before.</summary>
    public string? OldValues { get; init; }

    public string? NewValues { get; init; }

    public string? Reason { get; init; }
}
