namespace ColdChain.Server.Running;

/// <summary>Gives memory back to the machine once work that left much garbage is over: the runtime would keep it for its next load.</summary>
/// <remarks>
/// Reading a day's requests again at the start leaves as much garbage as they have bytes; so does an outage's backlog, a county that
/// asks for its year, or the look for damage. On a machine of 1 GB others need that room. The collection stops everybody for some 0.1 s,
/// so it waits for a quiet moment. What quiet moments leave is not counted, but held against what was left the last time: the sweeps
/// over 3 000 sensors leave some 50 MB in five minutes, which the runtime's young collections do not get at [P].
/// </remarks>
/// <param name="clock">The clock.</param>
/// <param name="allocated">Bytes allocated since the process began.</param>
/// <param name="held">Bytes that the collector has of the machine, as its last collection left them.</param>
/// <param name="collect">Collects everything and gives back what is free.</param>
/// <param name="trim">Gives back what the C library has free, which the compiler leaves by the megabyte in the first minutes; it stops nobody.</param>
internal sealed class GarbageReturn(TimeProvider clock, Func<long> allocated, Func<long> held, Action collect, Action trim)
{
    /// <summary>Between two looks.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <summary>Less is not worth a stop; looking through six million readings for damage leaves 36 MB [P].</summary>
    internal const long WorthIt = 32L * 1024 * 1024;

    /// <summary>Allocated between two looks, so much is no work to speak of: the sweeps over 3 000 sensors and a page leave less [P].</summary>
    internal const long Quiet = 16L * 1024 * 1024;

    /// <summary>More held than after the last time, so much is worth it at rest: what the youngest garbage of two cores may be.</summary>
    internal const long WorthItAtRest = 16L * 1024 * 1024;

    /// <summary>Looks after which it may be done for what quiet moments left: a stop of 0.1 s in a minute at most.</summary>
    internal const int Seldom = 30;

    /// <summary>Of this process.</summary>
    public static GarbageReturn OfProcess(TimeProvider clock) => new(
        clock,
        () => GC.GetTotalAllocatedBytes(),
        () => GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes,
        () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true),
        () => NativeHeap.Trim());

    private volatile bool _isAsked;
    private long _unquiet;
    private long _seen;
    private long _heldAfter;
    private int _looksSince;

    /// <summary>In the next quiet moment, however little was counted: what SQLite takes is not in the count.</summary>
    public void AskFor() => _isAsked = true;

    /// <summary>Once now, and from then on in quiet moments after much work; until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        Begin();
        using PeriodicTimer timer = new(Every, clock);
        await using CancellationTokenRegistration stopped = stopping.Register(timer.Dispose);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            Look();
        }
    }

    internal void Begin()
    {
        GiveBack();
        _seen = allocated();
    }

    internal void Look()
    {
        long now = allocated();
        _looksSince++;
        if (now - _seen >= Quiet)
        {
            _unquiet += now - _seen;
            trim();
        }
        else if (_isAsked || _unquiet >= WorthIt || (_looksSince >= Seldom && held() - _heldAfter >= WorthItAtRest))
        {
            GiveBack();
        }

        _seen = now;
    }

    private void GiveBack()
    {
        collect();
        trim();
        (_isAsked, _unquiet, _looksSince, _heldAfter) = (false, 0, 0, held());
    }
}
