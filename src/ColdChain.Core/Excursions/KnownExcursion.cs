using ColdChain.Core.Keeping;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>An excursion that is on record, as far as reconciliation must know it.</summary>
/// <param name="Key">What the record calls it.</param>
/// <param name="Side">Too warm or too cold.</param>
/// <param name="During">From its start to its end as recorded.</param>
public sealed record KnownExcursion<TKey>(TKey Key, LimitSide Side, TimeRange During);
