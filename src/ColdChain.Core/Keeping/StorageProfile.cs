using System.Collections.Immutable;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Keeping;

/// <summary>The temperatures that a storage unit must keep, and when somebody must be told.</summary>
/// <remarks>
/// Versioned: an excursion stores the profile and the version that it was judged by, so that a change of limits
/// tomorrow does not rewrite yesterday (EX-12).
/// </remarks>
public sealed record StorageProfile
{
    /// <summary>EX-02. How long a return must last before it ends the excursion. Product rule R4: 10 minutes.</summary>
    public static readonly TimeSpan DefaultReturnHold = TimeSpan.FromMinutes(10);

    /// <summary>EX-06. The longest time one reading speaks for in storage. Product rule R5: 30 minutes.</summary>
    public static readonly TimeSpan DefaultLongestInterval = TimeSpan.FromMinutes(30);

    /// <summary>The detector keeps the progress of each rule in its state, which has this many places.</summary>
    public const int MostAlarmRules = 8;

    private readonly TimeSpan _returnHold = DefaultReturnHold;
    private readonly ImmutableArray<AlarmRule> _alarmRules = [];

    /// <summary>Such as <c>CN-IMM/fridge</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Counts up with every change of any value.</summary>
    public required int Version { get; init; }

    /// <summary>For which temperatures the unit is built.</summary>
    public StorageKind Kind { get; init; }

    public required Limit? Low { get; init; }

    public required Limit? High { get; init; }

    /// <summary>At most <see cref="MostAlarmRules"/>.</summary>
    /// <exception cref="ArgumentException">More than that, or two of one name.</exception>
    public required ImmutableArray<AlarmRule> AlarmRules
    {
        get => _alarmRules;
        init
        {
            if (value.Length > MostAlarmRules || value.DistinctBy(rule => rule.Id).Count() != value.Length)
            {
                throw new ArgumentException(
                    $"A profile has at most {MostAlarmRules} alarm rules, each with a name of its own.", nameof(value));
            }

            _alarmRules = value;
        }
    }

    /// <summary>EX-16. How far back the rules look; zero when none does.</summary>
    public TimeSpan LongestWindow => AlarmRules.Aggregate(
        TimeSpan.Zero, (longest, rule) => rule.Window > longest ? rule.Window : longest);

    /// <summary>EX-19. Null: none.</summary>
    public PreWarning? PreWarning { get; init; }

    /// <summary>EX-20. Null: none.</summary>
    public RiseWarning? RiseWarning { get; init; }

    /// <summary>EX-06. After this long without a reading, time is unobserved.</summary>
    public TimeSpan LongestInterval { get; init; } = DefaultLongestInterval;

    /// <summary>EX-02. A return to range that lasts this long ends an excursion. At most the longest interval.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Longer than a reading speaks for: no return could be shown.</exception>
    public TimeSpan ReturnHold
    {
        get => _returnHold;
        init
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LongestInterval);
            _returnHold = value;
        }
    }

    /// <summary>The bound that this temperature is beyond, or null when it is in range.</summary>
    public Limit? Violated(Temperature temperature)
    {
        if (High?.IsOutside(temperature) == true)
        {
            return High;
        }

        return Low?.IsOutside(temperature) == true ? Low : null;
    }

    /// <summary>EX-13. The one of two values that is further out of range, or nearer to leaving it; of equals the warmer.</summary>
    /// <remarks>What is judged when two different values were stored for one moment: whichever came first, it is the same.</remarks>
    public Temperature FurtherOut(Temperature left, Temperature right)
    {
        long leftMargin = Margin(left);
        long rightMargin = Margin(right);
        if (leftMargin != rightMargin)
        {
            return leftMargin < rightMargin ? left : right;
        }

        return left > right ? left : right;
    }

    /// <summary>How far inside the nearer bound, in thousandths of a kelvin; negative when outside.</summary>
    private long Margin(Temperature value) => Math.Min(
        High is { } high ? (long)high.Value.MilliCelsius - value.MilliCelsius : long.MaxValue,
        Low is { } low ? (long)value.MilliCelsius - low.Value.MilliCelsius : long.MaxValue);
}
