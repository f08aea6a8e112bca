namespace ColdChain.Server.Inspection;

/// <summary>What a person filled in, unread.</summary>
/// <param name="Value">The thermometer's value as typed.</param>
/// <param name="FreezerValue">HR-11. That of the freezer compartment as typed; asked for only where there is one.</param>
/// <param name="StatedReadAt">For a late entry the local time as typed; null or empty for a reading taken now.</param>
/// <param name="Reason">For a late entry or a correction.</param>
/// <param name="VoidsId">The entry that this corrects; null for a new one.</param>
public sealed record HandReadingDraft(
    string? Value, string? FreezerValue = null, string? StatedReadAt = null, string? Reason = null, long? VoidsId = null)
{
    /// <summary>Longer reasons are cut: they are a remark, not a report.</summary>
    public const int LongestReason = 200;

    public string? ShortReason =>
        string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim() is { Length: > LongestReason } much ? much[..LongestReason] : Reason.Trim();
}
