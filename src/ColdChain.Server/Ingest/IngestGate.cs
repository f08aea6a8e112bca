using ColdChain.Core.Identity;

namespace ColdChain.Server.Ingest;

/// <summary>How many requests of all agents are worked on at once, and how much may wait for its turn; who finds no room is sent away unread.</summary>
/// <remarks>
/// <code>
///            room at work?                 waits, within bounds          beyond them
/// request --------------------> at work <------------------------ ... ---------------> 429, Retry-After
///                                          live first, then backlog
/// </code>
/// A server that takes in all that comes does less the more comes. This one works on as much as keeps the disk busy, and
/// what waits is bounded by the bytes that were finished in the second before, so that the last in the row still gets its answer
/// soon. What waits is not read, and costs nothing; each that is sent away costs an answer, and comes again. Safe for several threads.
/// </remarks>
internal sealed class IngestGate(RetryAppointments appointments)
{
    /// <summary>As many as the history writes with one fsync: more would not be quicker.</summary>
    public const int MostAtWork = 32;

    /// <summary>Of them; there is always room for what was just measured.</summary>
    public const int MostBacklogAtWork = 24;

    /// <summary>Bytes of bodies, unpacked, as far as can be known before, that may always wait: half a second of work on a small machine.</summary>
    public const long LeastRoom = 16 * 1024 * 1024;

    /// <summary>However quick the machine is: of what waits, the web server holds as much as was sent.</summary>
    public const long MostRoom = 64 * 1024 * 1024;

    /// <summary>So much of the room may be backlog.</summary>
    public const double BacklogShare = 0.5;

    /// <summary>What a request costs at least, however short it is.</summary>
    private const long LeastCost = 4 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<Waiter> _live = new();
    private readonly Queue<Waiter> _backlog = new();
    private int _atWork;
    private int _backlogAtWork;
    private long _waiting;
    private long _backlogWaiting;

    /// <summary>True when it may be worked on: call <see cref="Leave"/> afterwards. False when there is no room, at once.</summary>
    /// <param name="isBacklog">It waited for the line already.</param>
    /// <param name="bytes">Of its body, unpacked, as far as can be known.</param>
    /// <param name="cancellationToken">Whoever sent it has gone.</param>
    public ValueTask<bool> EnterAsync(bool isBacklog, long bytes, CancellationToken cancellationToken)
    {
        long cost = Math.Max(bytes, LeastCost);
        lock (_lock)
        {
            if (HasRoom_NeedsLock(isBacklog))
            {
                Begin_NeedsLock(isBacklog);
                return new ValueTask<bool>(true);
            }

            double room = Math.Clamp(appointments.Pace.BytesASecond, LeastRoom, MostRoom);
            bool isTooMuch = _waiting + cost > room || (isBacklog && _backlogWaiting + cost > room * BacklogShare);
            if (isTooMuch)
            {
                return new ValueTask<bool>(false);
            }

            Waiter waiter = new(cost);
            (isBacklog ? _backlog : _live).Enqueue(waiter);
            Wait_NeedsLock(isBacklog, cost);
            return new ValueTask<bool>(waiter.WaitAsync(cancellationToken));
        }
    }

    /// <param name="isBacklog">As it entered.</param>
    /// <param name="bytes">As it entered.</param>
    public void Leave(bool isBacklog, long bytes)
    {
        appointments.Pace.Finished(bytes);
        lock (_lock)
        {
            _atWork--;
            _backlogAtWork -= isBacklog ? 1 : 0;
            Admit_NeedsLock(_live, isBacklog: false);
            Admit_NeedsLock(_backlog, isBacklog: true);
        }
    }

    /// <summary>When an agent that was sent away may come again, in seconds.</summary>
    public int ComeBackAfter(AgentId agent, bool isBacklog) => appointments.Next(agent, isBacklog);

    /// <summary>The same for one that was let in and read, where the history can take in nothing more.</summary>
    public int ComeBackWhenFull(AgentId agent, bool isBacklog) => appointments.NextWhenFull(agent, isBacklog);

    /// <summary>False for one that was told so, and comes before its time.</summary>
    public bool MayTry(AgentId agent, bool isBacklog) => appointments.MayTry(agent, isBacklog);

    /// <summary>Holds up an agent that was sent away and comes before its time; true when that is over, and it may try again.</summary>
    public ValueTask<bool> HoldUpAsync(AgentId agent, bool isBacklog, CancellationToken cancellationToken) =>
        appointments.HoldUpAsync(agent, isBacklog, cancellationToken);

    private bool HasRoom_NeedsLock(bool isBacklog) =>
        _atWork < MostAtWork && (!isBacklog || _backlogAtWork < MostBacklogAtWork) && (isBacklog ? _backlog : _live).Count == 0;

    private void Begin_NeedsLock(bool isBacklog)
    {
        _atWork++;
        _backlogAtWork += isBacklog ? 1 : 0;
    }

    private void Wait_NeedsLock(bool isBacklog, long cost)
    {
        _waiting += cost;
        _backlogWaiting += isBacklog ? cost : 0;
    }

    private void Admit_NeedsLock(Queue<Waiter> row, bool isBacklog)
    {
        while (row.Count > 0 && _atWork < MostAtWork && (!isBacklog || _backlogAtWork < MostBacklogAtWork))
        {
            Waiter next = row.Dequeue();
            Wait_NeedsLock(isBacklog, -next.Cost);
            if (next.TryBegin())
            {
                Begin_NeedsLock(isBacklog);
            }
        }
    }

    /// <summary>One request in the row.</summary>
    private sealed class Waiter(long cost)
    {
        private readonly TaskCompletionSource<bool> _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long Cost { get; } = cost;

        /// <summary>False when nobody waits for it any more.</summary>
        public bool TryBegin() => _turn.TrySetResult(true);

        public async Task<bool> WaitAsync(CancellationToken cancellationToken)
        {
            await using CancellationTokenRegistration gone = cancellationToken.Register(() => _turn.TrySetCanceled(cancellationToken));
            return await _turn.Task;
        }
    }
}
