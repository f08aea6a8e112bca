using ColdChain.Agent.Intake;
using Microsoft.Data.Sqlite;

namespace ColdChain.Agent.Buffer;

/// <summary>Recognises an MQTT message that was stored before its sender heard of it (G2).</summary>
/// <remarks>
/// A message is a redelivery exactly when all of these hold:
/// <list type="number">
/// <item>its DUP flag is set: MQTT 3.1.1 demands it of every redelivery [MQTT-3.3.1-1]. Without DUP a message is always
/// stored, for a fridge may well say the same value twice under a packet id that is free again;</item>
/// <item>the last message stored for the same source, client and packet id had the same hash (topic and payload);</item>
/// <item>that message is among the last <see cref="MostPerClient"/> stored of this client;</item>
/// <item>it was stored within the window, counted while the agent runs: hours of being switched off do not age it, and a
/// wall clock that jumps does not either.</item>
/// </list>
/// Any other message is stored and replaces what was remembered for its packet id. What remains: a sensor that always
/// uses one packet id, sends the same value again within the window, and whose first attempt was lost on the way. Its
/// DUP cannot be told from a redelivery of the value before; that one repetition of an equal value is not stored.
/// All of this happens in the transaction of the readings themselves.
/// </remarks>
internal sealed class RedeliveryWindow : IDisposable
{
    /// <summary>More than any client we know has in flight (mosquitto and paho: 20).</summary>
    public const int MostPerClient = 1024;

    private readonly TimeSpan _window;
    private readonly TimeProvider _clock;
    private readonly long _openedAt;
    private readonly long _ranBefore;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _remember;
    private readonly SqliteCommand _forgetOld;
    private readonly SqliteCommand _forgetMany;
    private readonly HashSet<(string Source, string Client)> _touched = [];
    private long _position;

    public RedeliveryWindow(SqliteConnection connection, TimeSpan window, TimeProvider clock)
    {
        _window = window;
        _clock = clock;
        _openedAt = clock.GetTimestamp();
        _ranBefore = Sql.ReadLong(connection, "SELECT coalesce(max(ran_ms), 0) FROM in_flight");
        _position = Sql.ReadLong(connection, "SELECT coalesce(max(position), 0) FROM in_flight");
        _find = Sql.Prepare(connection, """
            SELECT 1 FROM in_flight
            WHERE source = $source AND client_id = $client AND packet_id = $packet
              AND payload_hash = $hash AND ran_ms >= $oldest
            """);
        _remember = Sql.Prepare(connection, """
            INSERT OR REPLACE INTO in_flight (source, client_id, packet_id, payload_hash, position, ran_ms)
            VALUES ($source, $client, $packet, $hash, $position, $ran)
            """);
        _forgetOld = Sql.Prepare(connection, "DELETE FROM in_flight WHERE ran_ms < $oldest");
        _forgetMany = Sql.Prepare(connection, """
            DELETE FROM in_flight
            WHERE source = $source AND client_id = $client AND position <= (
                SELECT position FROM in_flight WHERE source = $source AND client_id = $client
                ORDER BY position DESC LIMIT 1 OFFSET $most)
            """);
    }

    private long Ran => _ranBefore + (long)_clock.GetElapsedTime(_openedAt).TotalMilliseconds;

    private long Oldest => Ran - (long)_window.TotalMilliseconds;

    /// <summary>True for a message that is stored already; any other is remembered from now on.</summary>
    public bool IsRedelivery(MessageOrigin origin, SqliteTransaction transaction)
    {
        if (origin.IsRedelivery && Sql.ReadsRow(
            _find,
            transaction,
            ("$source", origin.Source),
            ("$client", origin.ClientId),
            ("$packet", (long)origin.PacketId),
            ("$hash", origin.PayloadHash),
            ("$oldest", Oldest)))
        {
            return true;
        }

        Remember(origin, transaction);
        return false;
    }

    public void Remember(MessageOrigin origin, SqliteTransaction transaction)
    {
        Sql.Execute(
            _remember,
            transaction,
            ("$source", origin.Source),
            ("$client", origin.ClientId),
            ("$packet", (long)origin.PacketId),
            ("$hash", origin.PayloadHash),
            ("$position", ++_position),
            ("$ran", Ran));
        _touched.Add((origin.Source, origin.ClientId));
    }

    /// <summary>Keeps the table within its bounds; called once at the end of each group.</summary>
    public void Trim(SqliteTransaction transaction)
    {
        if (_touched.Count == 0)
        {
            return;
        }

        Sql.Execute(_forgetOld, transaction, ("$oldest", Oldest));
        foreach ((string source, string client) in _touched)
        {
            Sql.Execute(
                _forgetMany, transaction, ("$source", source), ("$client", client), ("$most", (long)MostPerClient));
        }

        _touched.Clear();
    }

    public void Dispose()
    {
        _find.Dispose();
        _remember.Dispose();
        _forgetOld.Dispose();
        _forgetMany.Dispose();
    }
}
