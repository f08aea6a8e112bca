namespace ColdChain.Agent.Buffer;

/// <summary>How far a damaged journal was read over; written with each group, so that a kill half-way loses nothing.</summary>
/// <param name="File">The damaged file's name without its folder.</param>
/// <param name="Through">Entries up to this sequence of the damaged file were read, or cannot be.</param>
/// <param name="Carried">Entries taken over so far.</param>
/// <param name="IsDone">Nothing more is to be had from it.</param>
internal sealed record SalvageProgress(string File, long Through, long Carried, bool IsDone);
