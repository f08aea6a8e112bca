using ColdChain.Core.Time;

namespace ColdChain.Server.Equipment;

/// <summary>A bearer key of an agent.</summary>
/// <param name="Sha256">32 bytes.</param>
/// <param name="Until">Null: until it is revoked.</param>
public sealed record RegisteredKey(byte[] Sha256, Instant? Until)
{
    public bool IsOver(Instant now) => Until is { } until && until <= now;
}
