using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.Alarming.Texts;

/// <summary>One excursion in a digest.</summary>
public sealed record DigestLine(PlaceNames Place, Instant StartedAt, Temperature Peak, Temperature Limit);
