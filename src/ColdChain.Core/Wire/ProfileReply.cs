namespace ColdChain.Core.Wire;

/// <summary>What an agent must know to sound an alarm by itself: what its units must keep, and whom to tell.</summary>
public sealed record ProfileReply
{
    /// <summary>The most units of one agent; a reply with more is not believed.</summary>
    public const int MostUnits = 1_000;

    /// <summary>Changes with any of the rest but the time; an agent that has it gets 304.</summary>
    public required string Version { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long ServerTime { get; init; }

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<UnitProfile> Units { get => field ?? []; init; }

    /// <summary>The phones of the facilities whose units these are, of those facilities alone, in the order of telling.</summary>
    public IReadOnlyList<UnitContact> Contacts { get => field ?? []; init; }
}
