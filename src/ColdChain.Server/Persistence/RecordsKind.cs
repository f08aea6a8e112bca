namespace ColdChain.Server.Persistence;

/// <summary>Where the records are kept.</summary>
public enum RecordsKind
{
    /// <summary><c>records.db</c> in the data directory: nothing else to install.</summary>
    Sqlite,

    /// <summary>A database of a PostgreSQL server, 15 or later.</summary>
    PostgreSql,
}
