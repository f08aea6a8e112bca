using ColdChain.Core.Identity;

namespace ColdChain.Core.Integrity;

/// <summary>Where the chain of an audit trail stood at some time; noted outside of the trail, so that a cut tail is missed.</summary>
/// <param name="LastId">The number of its newest row.</param>
/// <param name="RowCount">How many rows it had.</param>
/// <param name="Sha256">Of that row.</param>
public sealed record AuditMark(long LastId, long RowCount, Digest Sha256)
{
    /// <summary>Under this name the trail stands among the sensors of a daily root. No sensor can be set up with it.</summary>
    public static readonly SensorId LeafName = SensorId.Parse("_/audit-trail", null);

    /// <summary>As a root has it: the number of the row in the place of a link.</summary>
    public ChainHead ToLeaf() => new(LeafName, LastId, Sha256);
}
