using ColdChain.Core.Keeping;
using ColdChain.Core.Time;

namespace ColdChain.Core.Exposure;

/// <summary>When a warming storage unit will reach a limit, if nothing is done (EX-35). An estimate; it decides nothing.</summary>
/// <param name="Limit">Which is not yet passed.</param>
/// <param name="ReachedAt">As likely before as after.</param>
/// <param name="Earliest">Start of the interval that holds nine times of ten.</param>
/// <param name="Latest">Its end; null when the curve may as well level off below the limit.</param>
public sealed record Forecast(Limit Limit, Instant ReachedAt, Instant Earliest, Instant? Latest);
