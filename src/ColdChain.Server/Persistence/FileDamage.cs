using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.Persistence;

/// <summary>
/// Tells what reading throws where pages are no pages, numbers no numbers and keys no keys any more, from a mistake of ours: the
/// file was changed below what SQLite lets anybody do.
/// </summary>
internal static class FileDamage
{
    public static bool Is(Exception fault) => fault is SqliteException or InvalidDataException or InvalidCastException or InvalidOperationException
        or OverflowException or ArgumentException or CryptographicException;
}
