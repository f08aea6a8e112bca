using ColdChain.Core.Exposure;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.Alarming.Texts;

/// <summary>All that the text of an alarm is made of.</summary>
public sealed record AlarmFacts
{
    public required PlaceNames Place { get; init; }

    public required LimitSide Side { get; init; }

    public required Temperature Limit { get; init; }

    public required Instant StartedAt { get; init; }

    public required Temperature Peak { get; init; }

    /// <summary>The newest reading; null when none is known.</summary>
    public Temperature? Latest { get; init; }

    /// <summary>The rule that fell due; null when this program no longer has it.</summary>
    public required AlarmRule? Rule { get; init; }

    /// <summary>Null when it is not known.</summary>
    public StockFacts? Stock { get; init; }

    /// <summary>When the next limit is reached, if nothing is done (EX-35); null when nothing can be said of it.</summary>
    public Forecast? Forecast { get; init; }

    /// <summary>When the text is written; a start on another day shows its date.</summary>
    public required Instant Now { get; init; }
}
