using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Persistence;

/// <summary>What differs between the databases that can keep the records; everything else is the same code.</summary>
public interface IRecordsDatabase
{
    void Use(DbContextOptionsBuilder builder);

    /// <summary>Waits for our turn to migrate, and makes the database fit for it; the turn ends when it is disposed of.</summary>
    /// <exception cref="RecordsUnfitException">The database is one that we must not use.</exception>
    Task<IAsyncDisposable> PrepareAsync(RecordsDbContext records, CancellationToken cancellationToken);

    /// <summary>Null where another server serves out of the same records; else we do until it is disposed of.</summary>
    Task<IAsyncDisposable?> TryBeAloneAsync(CancellationToken cancellationToken);

    /// <summary>Being alone can end without our doing, and we are.</summary>
    bool NeedsWatch { get; }

    /// <summary>True while we are alone; where that ended it is tried again.</summary>
    Task<bool> IsAloneAsync(CancellationToken cancellationToken);
}
