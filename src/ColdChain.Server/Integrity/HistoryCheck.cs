using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;

namespace ColdChain.Server.Integrity;

/// <summary>Computes everything in a history anew, in the order in which it was sealed, until something does not fit.</summary>
/// <param name="history">The file.</param>
/// <param name="days">Whose chunks are opened; outside of them chains are followed as they are written.</param>
/// <param name="kept">Roots that others noted.</param>
internal sealed class HistoryCheck(SealedHistory history, (int From, int To) days, KeptRoots kept)
{
    private readonly Dictionary<int, (long Link, Digest Chain, int Day)> _chains = [];
    private readonly ChunkCheck _chunks = new(history);
    private readonly BlockLinks _blocks = new(history, new ChunkCheck(history));
    private readonly Dictionary<int, (long Link, Digest Chain)> _bound = history.Bound();
    private readonly DestructionCheck _destructions = new(history, new ChunkCheck(history));
    private readonly RootCheck _roots = new(history.Calendar, (history.Keys(), history.AuditRoots(), history.LedgerRoots()), kept);
    private readonly LedgerCheck _ledger = new(history);
    private readonly Queue<StoredRoot> _rootsAhead = new(history.Roots());
    private long _opened;
    private long _readings;
    private long _conflicts;
    private long _destroyed;
    private long _arrivals;
    private long _seal;

    /// <summary>Is told of every chunk: how many were seen, and of how many.</summary>
    public Action<long, long>? Progress { get; init; }

    /// <summary>Is given every chunk that is opened and every root that fits, in the order in which they were made.</summary>
    public ICheckedRecords? Records { get; init; }

    public VerifyReport Run()
    {
        Misfit? first = CheckChunks() ?? CheckRootsUpTo(long.MaxValue) ?? CheckHeads() ?? CheckArrivals() ?? _ledger.Run() ?? _destructions.Run() ?? kept.Beyond(_roots.Count);
        return new VerifyReport
        {
            First = first,
            Chunks = _seal,
            Opened = _opened,
            Sensors = _chains.Count,
            Readings = _readings,
            Conflicts = _conflicts,
            Roots = _roots.Count,
            NewestRoot = _roots.Newest,
            Arrivals = _arrivals,
            LedgerRows = _ledger.Count,
            Destroyed = _destroyed,
        };
    }

    private Misfit? CheckChunks()
    {
        List<(long Seal, ChunkId Id, BlockId? Block)> index = history.Index(out List<BlockId> damaged);
        if (damaged.Count > 0)
        {
            return Misfits.UnreadableBlock(_chunks.NameOf(damaged[0]));
        }

        foreach ((long seal, ChunkId id, BlockId? block) in index)
        {
            Misfit? misfit = CheckRootsUpTo(seal - 1);
            if (misfit is null && seal != _seal + 1)
            {
                misfit = seal <= _seal ? Misfits.Twice(seal, _chunks.NameOf(id)) : Removed(_seal + 1, index);
            }

            misfit ??= block is { } its ? CheckBound(id, its) : CheckChunk(IsAsked(id.Day) ? history.Read(id) : history.Row(id));
            if (misfit is not null)
            {
                return misfit;
            }

            _seal = seal;
            Progress?.Invoke(_seal, index.Count);
        }

        long said = history.Mark("seals").Number;
        return said == _seal ? null : Removed(_seal + 1, index) is { } gone && said > _seal ? gone : Misfits.SealsCut(said, _seal);
    }

    private bool IsAsked(int day) => day >= days.From && day <= days.To;

    private Misfit? CheckChunk(SealedChunk chunk)
    {
        (long link, Digest before, int _) = _chains.GetValueOrDefault(chunk.Id.Sensor);
        if (!Digest.TryRead(chunk.Chain, out Digest chain))
        {
            return Misfits.NoChain(_chunks.NameOf(chunk.Id));
        }

        ChunkPlace place = _chunks.PlaceOf(chunk.Id);
        ChainHead head = new(place.Sensor, link + 1, chain);
        if (_destructions.HashOf(chunk) is { } destroyed)
        {
            if (ChainLink.Next(before, link + 1, destroyed) != chain)
            {
                return Misfits.Changed(_chunks.NameOf(chunk.Id));
            }

            _destroyed++;
        }
        else if (IsAsked(chunk.Id.Day))
        {
            if (_chunks.Open(chunk, out Misfit? misfit) is not { } opened)
            {
                return misfit;
            }

            if (ChainLink.Next(before, link + 1, opened.Hash) != chain)
            {
                return Misfits.Changed(_chunks.NameOf(chunk.Id));
            }

            _opened++;
            _readings += opened.Day.Readings.Length;
            _conflicts += opened.Day.Conflicts.Length;
            Records?.Chunk(new CheckedChunk(place, opened.Day, opened.Hash, head));
        }

        return Follow(chunk.Id, head);
    }

    /// <summary>A chunk in a block: its link is computed, and the block's last one was held against what is written.</summary>
    private Misfit? CheckBound(ChunkId id, BlockId block)
    {
        (long link, Digest before, int _) = _chains.GetValueOrDefault(id.Sensor);
        if (_blocks.Of(id, block, (link, before), out Misfit? misfit) is not { } bound)
        {
            return misfit;
        }

        if (ChainLink.Next(before, link + 1, bound.Hash) != bound.Chain)
        {
            return Misfits.Changed(_chunks.NameOf(id));
        }

        ChunkPlace place = _chunks.PlaceOf(id);
        ChainHead head = new(place.Sensor, link + 1, bound.Chain);
        if (IsAsked(id.Day))
        {
            _opened++;
            _readings += bound.Readings;
            _conflicts += bound.Conflicts;
            if (Records?.Wants(place.Sensor) == true)
            {
                Records.Chunk(new CheckedChunk(place, _blocks.ContentOf(id, block), bound.Hash, head));
            }
        }

        return Follow(id, head);
    }

    /// <summary>The sensor's chain goes on from here; where it is said to be bound up to here, that link is this one.</summary>
    private Misfit? Follow(ChunkId id, ChainHead head)
    {
        _chains[id.Sensor] = (head.Link, head.Chain, id.Day);
        _roots.Linked(head);
        return _bound.TryGetValue(id.Sensor, out (long Link, Digest Chain) bound) && bound.Link == head.Link && bound.Chain != head.Chain
            ? Misfits.OtherHead(Name(id.Sensor))
            : null;
    }

    /// <summary>Checks the roots whose last chunk has been seen.</summary>
    private Misfit? CheckRootsUpTo(long seal)
    {
        while (_rootsAhead.TryPeek(out StoredRoot? root) && root.LastSeal <= seal)
        {
            Misfit? misfit = root.LastSeal > _seal ? Misfits.RootBeyond(root.Number) : _roots.Check(root);
            if (misfit is not null)
            {
                return misfit;
            }

            Records?.Root(_roots.Newest!, _roots.Text);
            _rootsAhead.Dequeue();
        }

        return null;
    }

    /// <summary>Each sensor's chain has to end where its head says, so that none of its newest records is gone.</summary>
    private Misfit? CheckHeads()
    {
        Dictionary<int, (long Link, byte[] Chain)> heads = history.Heads();
        foreach (int sensor in heads.Keys.Union(_chains.Keys).Order())
        {
            (long said, byte[]? end) = heads.GetValueOrDefault(sensor);
            (long found, Digest chain, int _) = _chains.GetValueOrDefault(sensor);
            if (said != found || end is null)
            {
                return Misfits.Cut(Name(sensor), said, found);
            }

            if (!end.AsSpan().SequenceEqual(chain.ToArray()))
            {
                return Misfits.OtherHead(Name(sensor));
            }
        }

        return null;
    }

    /// <summary>The requests that no chunk has yet are chained one to the other.</summary>
    private Misfit? CheckArrivals()
    {
        (long first, byte[] before) = history.Mark("sealed");
        ArrivalHead head = new(first - 1, before.Length == Digest.Length ? before : new byte[Digest.Length]);
        foreach ((ArrivalHead said, (int journal, long storedAt), byte[] readings, long? sum) in history.Arrivals())
        {
            ArrivalHead next = head.Next(journal, storedAt, readings);
            bool fits = next.Number == said.Number && next.Chain.Span.SequenceEqual(said.Chain.Span);
            if (!fits || (sum is { } kept && kept != ArrivalHead.SumOf(said.Number, journal, storedAt, readings)))
            {
                return Misfits.Arrival(said.Number);
            }

            head = next;
            _arrivals++;
        }

        (long newest, byte[] end) = history.Mark("arrivals");
        return newest == head.Number && end.AsSpan().SequenceEqual(head.Chain.Span) ? null : Misfits.ArrivalsCut(newest, head.Number);
    }

    /// <summary>Whose record it was that has this number: the sensors that have fewer records than their heads count.</summary>
    private Misfit Removed(long seal, List<(long Seal, ChunkId Id, BlockId? Block)> index)
    {
        Dictionary<int, int> found = index.CountBy(chunk => chunk.Id.Sensor).ToDictionary();
        int[] shorter = [.. history.Heads().Where(head => head.Value.Link > found.GetValueOrDefault(head.Key)).Select(head => head.Key).Order()];
        DateOnly? after = shorter.Length == 1 && _chains.TryGetValue(shorter[0], out (long, Digest, int Day) chain)
            ? DayCalendar.DateOf(chain.Day)
            : null;
        return Misfits.Removed(seal, [.. shorter.Select(Name)], after);
    }

    private string Name(int sensor) => history.Sensors.GetValueOrDefault(sensor).ToString();
}
