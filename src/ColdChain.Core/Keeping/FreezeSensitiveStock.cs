using System.Collections.Immutable;
using ColdChain.Core.Time;

namespace ColdChain.Core.Keeping;

/// <summary>When a storage unit held freeze-sensitive vaccine: what the freeze rule asks (EX-18).</summary>
public sealed class FreezeSensitiveStock
{
    /// <summary>Known to hold none at any time.</summary>
    public static readonly FreezeSensitiveStock None = new([]);

    /// <summary>At any time; also where nothing is known of what is inside: the worse case for the vaccine.</summary>
    public static readonly FreezeSensitiveStock Always =
        new([new TimeRange(Instant.FromUnixMilliseconds(long.MinValue), null)]);

    private readonly ImmutableArray<TimeRange> _during;

    private FreezeSensitiveStock(ImmutableArray<TimeRange> during) => _during = during;

    /// <param name="ranges">In any order; they may overlap.</param>
    public static FreezeSensitiveStock During(IEnumerable<TimeRange> ranges) => new([.. ranges]);

    public bool IsInsideAt(Instant moment)
    {
        foreach (TimeRange during in _during)
        {
            if (during.Contains(moment))
            {
                return true;
            }
        }

        return false;
    }
}
