using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Keeping;

/// <summary>EX-19. The band inside the limits that is left before they are.</summary>
/// <param name="Low">A reading below it is beyond the band; null when there is no lower limit.</param>
/// <param name="High">A reading above it is beyond the band; null when there is no upper limit.</param>
/// <param name="Hold">For how long, without a reading inside the band.</param>
public sealed record PreWarning(Temperature? Low, Temperature? High, TimeSpan Hold);
