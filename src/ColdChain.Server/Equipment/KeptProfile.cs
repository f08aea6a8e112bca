using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.Equipment;

/// <summary>From when on a storage unit had to keep a profile (EX-38): a change of limits does not rewrite yesterday.</summary>
/// <remarks>A unit whose profile never changed has none; then <see cref="StorageUnit.ProfileId"/> held at all times.</remarks>
public sealed class KeptProfile
{
    /// <summary>Before anything was measured.</summary>
    public static readonly Instant Always = Instant.FromUnixMilliseconds(0);

    public long Id { get; init; }

    public required StorageUnitId StorageUnitId { get; init; }

    public required string ProfileId { get; init; }

    public required Instant KeptFrom { get; init; }
}
