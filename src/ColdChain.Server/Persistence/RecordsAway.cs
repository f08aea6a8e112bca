using Npgsql;

namespace ColdChain.Server.Persistence;

/// <summary>Tells a database that is away for now from a mistake of ours.</summary>
public static class RecordsAway
{
    /// <summary>Entity Framework wraps what Npgsql says once or twice.</summary>
    public static bool Is(Exception fault)
    {
        for (Exception? inner = fault; inner is not null; inner = inner.InnerException)
        {
            if (inner is RecordsNotOursException or NpgsqlException { IsTransient: true } or NpgsqlException { InnerException: IOException or System.Net.Sockets.SocketException })
            {
                return true;
            }
        }

        return false;
    }
}
