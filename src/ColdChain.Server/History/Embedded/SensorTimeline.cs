using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>What is held in memory of one sensor: its open days, where its chain ends, its newest reading.</summary>
/// <remarks>Written by the history's writer alone, after the commit; read by anybody, who sees each property as of one commit.</remarks>
internal sealed class SensorTimeline(SensorId sensor, int number)
{
    private volatile OpenDay[] _open = [];
    private volatile SensorHead _head = SensorHead.None;

    public SensorId Sensor { get; } = sensor;

    public int Number { get; } = number;

    /// <summary>By day. Read before the chunks: a chunk of the same part or a later one of such a day is this very view.</summary>
    public OpenDay[] Open
    {
        get => _open;
        set => _open = value;
    }

    public SensorHead Head
    {
        get => _head;
        set => _head = value;
    }

    /// <summary>The newest reading of what is sealed; null while nothing is.</summary>
    public (long At, KeptReading Reading)? NewestSealed { get; set; }

    public OpenDay? OpenOn(int day)
    {
        OpenDay[] open = _open;
        int at = PlaceOf(open, day);
        return at < open.Length && open[at].Day == day ? open[at] : null;
    }

    /// <summary>Puts a view in the place of the day's former one, or takes the day out when there is none.</summary>
    public void Set(int day, OpenDay? view)
    {
        OpenDay[] open = _open;
        int at = PlaceOf(open, day);
        bool isThere = at < open.Length && open[at].Day == day;
        ReadOnlySpan<OpenDay> rest = open.AsSpan(isThere ? at + 1 : at);
        _open = view is null ? [.. open.AsSpan(0, at), .. rest] : [.. open.AsSpan(0, at), view, .. rest];
    }

    private static int PlaceOf(OpenDay[] open, int day)
    {
        int at = open.Length;
        while (at > 0 && open[at - 1].Day >= day)
        {
            at--;
        }

        return at;
    }
}
