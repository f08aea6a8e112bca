using ColdChain.Core.Time;

namespace ColdChain.Server.Evaluation.Series;

/// <summary>Something in a series that is no temperature, or that had to be understood: never judged as a reading.</summary>
/// <param name="Kind">Such as <c>sentinel</c>, <c>probeMissing</c>, <c>outOfRange</c>, <c>conflict</c>.</param>
/// <param name="At">When it was first seen.</param>
/// <param name="Until">The next reading; null when none came.</param>
/// <param name="Rows">In how many rows one after the other.</param>
/// <param name="Detail">For people.</param>
internal sealed record SeriesFault(string Kind, Instant At, Instant? Until, int Rows, string Detail);
