using ColdChain.Server.Inspection;

namespace ColdChain.Server.Pages.Inspection;

/// <summary>The fields of the hand-reading form; which of them are there depends on what is entered.</summary>
public sealed class HandReadingForm
{
    public string? Value { get; set; }

    public string? FreezerValue { get; set; }

    public string? ReadAt { get; set; }

    public string? Reason { get; set; }

    public long? Voids { get; set; }

    /// <summary>Asked for again with each signature; goes no further than the check.</summary>
    public string? Password { get; set; }

    public HandReadingDraft ToDraft() => new(Value, FreezerValue, ReadAt, Reason, Voids);
}
