using System.Globalization;
using ColdChain.Core.Integrity;
using ColdChain.Core.Time;
using ColdChain.Server.History.Embedded;

namespace ColdChain.Server.Integrity;

/// <summary>Follows the ledger of the rows beside the readings from its first row, and looks for rows that it does not have.</summary>
internal sealed class LedgerCheck(SealedHistory history)
{
    private long _last;
    private Digest _chain;

    /// <summary>Rows that fit.</summary>
    public long Count => _last;

    public Misfit? Run()
    {
        Queue<(long Root, ChainHead Head)> noted = new(history.LedgerRoots().Select(root => (root.Key, root.Value)));
        foreach ((long number, int kind, long?[] keys, byte[] chain) in history.Ledger())
        {
            if (number != _last + 1)
            {
                return LedgerMisfits.Removed(_last + 1, number - 1);
            }

            if ((Follow(number, kind, keys, chain) ?? CheckRoot(noted)) is { } misfit)
            {
                return misfit;
            }
        }

        (long said, byte[] end) = history.Mark("ledger");
        long most = noted.Select(one => one.Head.Link).Append(said).Max();
        if (most > _last)
        {
            return LedgerMisfits.Removed(_last + 1, most);
        }

        return said != _last || (_last > 0 && !end.AsSpan().SequenceEqual(_chain.ToArray()))
            ? LedgerMisfits.OtherMark(_last)
            : LedgerTable.All.Select(Stranger).FirstOrDefault(misfit => misfit is not null);
    }

    private Misfit? Follow(long number, int kind, long?[] keys, byte[] chain)
    {
        if (kind < 1 || kind > LedgerTable.All.Count)
        {
            return LedgerMisfits.Changed(number);
        }

        LedgerTable table = LedgerTable.All[kind - 1];
        if (history.RowOf(table, keys) is not { } values)
        {
            return LedgerMisfits.RowRemoved(number, Name(table, keys));
        }

        Digest hash = CanonicalLedgerRow.Hash(_chain, number, table.Name, values);
        if (!chain.AsSpan().SequenceEqual(hash.ToArray()))
        {
            return LedgerMisfits.RowChanged(number, Name(table, keys));
        }

        (_last, _chain) = (number, hash);
        return null;
    }

    private Misfit? CheckRoot(Queue<(long Root, ChainHead Head)> noted)
    {
        while (noted.TryPeek(out (long Root, ChainHead Head) one) && one.Head.Link <= _last)
        {
            noted.Dequeue();
            if (one.Head.Link != _last || one.Head.Chain != _chain)
            {
                return LedgerMisfits.OtherThanRoot(one.Head.Link, one.Root);
            }
        }

        return null;
    }

    private Misfit? Stranger(LedgerTable table) =>
        history.StrangerIn(table) is { } keys ? LedgerMisfits.RowAdded(Name(table, keys)) : null;

    /// <summary>A row as a person finds it: its table and number, of a logger's day the sensor and the moment.</summary>
    private string Name(LedgerTable table, long?[] keys) => keys[1] is { } at
        ? $"{table.Name} {history.Sensors.GetValueOrDefault((int)keys[0]!.Value)} {Instant.FromUnixMilliseconds(at)}"
        : string.Create(CultureInfo.InvariantCulture, $"{table.Name} {keys[0]}");
}
