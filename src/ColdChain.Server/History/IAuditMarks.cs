using ColdChain.Core.Integrity;

namespace ColdChain.Server.History;

/// <summary>Says where the audit trail stands, for the daily root that is over it as over the readings.</summary>
public interface IAuditMarks
{
    /// <summary>What is committed; null while the trail is empty.</summary>
    Task<AuditMark?> NewestAsync(CancellationToken cancellationToken);
}
