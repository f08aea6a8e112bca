namespace ColdChain.Server.Persistence;

/// <summary>The section <c>Records</c> of the configuration.</summary>
public sealed record RecordsOptions
{
    public RecordsKind Kind { get; init; } = RecordsKind.Sqlite;

    /// <summary>With <see cref="RecordsKind.PostgreSql"/> alone: what Npgsql connects with, the password in it. Never logged.</summary>
    public string Connection { get; init; } = string.Empty;

    /// <summary>Without the password, wherever it may be printed.</summary>
    public override string ToString() => Kind.ToString();
}
