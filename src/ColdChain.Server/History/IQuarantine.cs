namespace ColdChain.Server.History;

/// <summary>Readings that could not be admitted: kept as they came, seen by administrators, admitted later or left.</summary>
public interface IQuarantine
{
    /// <summary>Newest first, those not yet admitted only.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="after">Only entries older than the one with this number, for paging; null for the first page.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<QuarantineEntry>> ListAsync(int limit, long? after, CancellationToken cancellationToken);

    Task<long> CountAsync(CancellationToken cancellationToken);

    /// <summary>The entries of these numbers that are not yet admitted.</summary>
    Task<IReadOnlyList<QuarantineEntry>> FindAsync(IReadOnlyCollection<long> numbers, CancellationToken cancellationToken);

    /// <summary>
    /// Stores these readings as if they had been admitted when they came, and marks the entries. An entry that was
    /// admitted already is left alone.
    /// </summary>
    Task<ArrivalOutcome> AdmitAsync(QuarantineRelease release, CancellationToken cancellationToken);
}
