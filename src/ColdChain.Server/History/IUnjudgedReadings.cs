namespace ColdChain.Server.History;

/// <summary>Which sensors have readings that monitoring has not judged yet; written with the readings themselves.</summary>
/// <remarks>
/// Taken, judged, done: what was taken and never done (a crash) is taken again. Judging twice is harmless, missing once
/// is not. Any number may take: of what was taken by two, what came in between stays unjudged until the later one is done.
/// </remarks>
public interface IUnjudgedReadings
{
    /// <summary>Completes when something may be unjudged: at once the first time, then after each append.</summary>
    ValueTask WaitAsync(CancellationToken cancellationToken);

    /// <summary>All that is unjudged, including what was taken before and not done; who waits longest first.</summary>
    Task<IReadOnlyList<UnjudgedSpan>> TakeAsync(CancellationToken cancellationToken);

    /// <summary>What was judged of these is on the disk; what arrived since they were taken stays unjudged.</summary>
    /// <param name="spans">The very ones that were taken.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task DoneAsync(IReadOnlyList<UnjudgedSpan> spans, CancellationToken cancellationToken);
}
