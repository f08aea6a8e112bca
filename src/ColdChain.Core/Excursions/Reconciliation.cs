namespace ColdChain.Core.Excursions;

/// <summary>Which excursions on record are which of those found by running again over readings that came late (EX-11).</summary>
/// <param name="Matched">The key on record, and the excursion as it is now; it may be unchanged.</param>
/// <param name="New">Found, and not on record.</param>
/// <param name="Vanished">On record, and not found any more.</param>
public sealed record Reconciliation<TKey>(
    IReadOnlyList<KeyValuePair<TKey, Excursion>> Matched, IReadOnlyList<Excursion> New, IReadOnlyList<TKey> Vanished);
