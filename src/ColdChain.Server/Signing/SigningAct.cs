using ColdChain.Core.Time;

namespace ColdChain.Server.Signing;

/// <summary>Who signs, when, and what they say by it.</summary>
/// <param name="Meaning">As printed.</param>
/// <param name="SignerId">The person.</param>
/// <param name="PrintedName">Their name now.</param>
/// <param name="Role">Theirs now.</param>
/// <param name="At">By the server's clock.</param>
public sealed record SigningAct(SignatureMeaning Meaning, long SignerId, string PrintedName, string Role, Instant At)
{
    /// <summary>The password was asked for and was right.</summary>
    public bool IsByPassword { get; init; } = true;
}
