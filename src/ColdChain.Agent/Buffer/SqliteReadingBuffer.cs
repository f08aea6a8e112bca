using ColdChain.Agent.Intake;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Buffer;

/// <summary>The buffer on SQLite: one connection, one caller at a time, every fault of the disk turned into a word.</summary>
/// <remarks>
/// After an I/O error the file is closed, and the next verb reads what is really there: what a failed fsync left in memory
/// is never believed, and never acknowledged.
/// </remarks>
public sealed class SqliteReadingBuffer : IReadingBuffer, IServerTimeKeeper
{
    public const string FileName = "journal.db";

    private readonly BufferOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly string _path;
    private readonly JournalClock _time;
    private JournalFile? _file;
    private JournalId _journal;
    private long _backlogThrough;
    private bool _isReady;
    private volatile bool _isFailing;

    /// <summary>
    /// Touches no disk yet: the journal of the folder is opened, or made, by the first verb; what an earlier run left is
    /// then backlog. A disk that is not ready is asked again by the next verb.
    /// </summary>
    public SqliteReadingBuffer(BufferOptions options, TimeProvider clock, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _clock = clock;
        _log = log;
        _time = new JournalClock(clock, log);
        _path = Path.Combine(options.Directory, FileName);
    }

    public JournalId Journal => _journal;

    public JournalBell Bell { get; } = new();

    public Detour Detour { get; } = new();

    public bool IsTimeProven => _time.IsProven;

    private JournalFile Opened => _file ??= Open_NeedsLock();

    public async ValueTask<AppendOutcome> AppendAsync(
        IReadOnlyList<Observation> group, CancellationToken cancellationToken)
    {
        bool isStored = false;
        try
        {
            AppendOutcome outcome = await LockedAsync("Writing", () => Append_NeedsLock(group), cancellationToken);
            isStored = true;
            return outcome;
        }
        finally
        {
            _isFailing = !isStored;
            Bell.Ring();
        }
    }

    public async ValueTask<JournalPage> PeekAsync(ForwardLane lane, int most, CancellationToken cancellationToken)
    {
        if (lane == ForwardLane.Live && _isFailing)
        {
            // What a failing disk holds is backlog: it may not hold up what is measured now.
            long offset = _time.Offset;
            return new JournalPage(Detour.Journal, [.. Detour.Newest(most).Select(entry => Corrected(entry, offset))]);
        }

        return await LockedAsync("Reading", () => Peek_NeedsLock(lane, most), cancellationToken);
    }

    public async ValueTask RemoveAsync(
        JournalId journal, IReadOnlyList<SequenceRange> accepted, CancellationToken cancellationToken)
    {
        if (journal == Detour.Journal)
        {
            Detour.Remove(accepted);
            return;
        }

        await LockedAsync(
            "Removing from",
            () =>
            {
                if (journal == Opened.Journal)
                {
                    Opened.Remove(accepted);
                }

                return true;
            },
            cancellationToken);
    }

    public async ValueTask SetAsideAsync(
        JournalId journal, long sequence, string reason, CancellationToken cancellationToken)
    {
        if (journal == Detour.Journal)
        {
            Detour.SetAside(sequence);
            return;
        }

        await LockedAsync(
            "Setting an entry aside in",
            () =>
            {
                if (journal == Opened.Journal)
                {
                    Opened.SetAside(sequence, reason, _clock.GetCurrentInstant());
                }

                return true;
            },
            cancellationToken);
    }

    public async ValueTask<bool> HearServerAsync(Instant serverTime, TimeSpan ago, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            IReadOnlyList<KeyValuePair<long, long>> settled = _time.Hear(serverTime, ago);
            if (settled.Count > 0)
            {
                // On a disk that fails they are kept in memory, and written with the next group.
                Attempt("Writing", () => Settle_NeedsLock(settled), out _);
            }

            return settled.Any(run => run.Value != 0);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public ValueTask<long> CountAsync(CancellationToken cancellationToken) =>
        LockedAsync("Counting", () => Opened.Count(), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _oneAtATime.WaitAsync();
        _file?.Dispose();
        _oneAtATime.Dispose();
    }

    private JournalPage Peek_NeedsLock(ForwardLane lane, int most)
    {
        JournalFile file = Opened;
        if (_isFailing)
        {
            _backlogThrough = file.Highest;
        }

        if (lane == ForwardLane.Backlog)
        {
            return new JournalPage(file.Journal, file.Oldest(_backlogThrough, most));
        }

        IReadOnlyList<JournalEntry> newest = file.Newest(_backlogThrough, most);
        if (newest.Count == most)
        {
            _backlogThrough = Math.Max(_backlogThrough, newest[^1].Sequence - 1);
        }

        return new JournalPage(file.Journal, newest);
    }

    private AppendOutcome Append_NeedsLock(IReadOnlyList<Observation> group)
    {
        JournalFile file = Opened;
        AppendPlan plan = _time.Plan(group) with { Detoured = Detour.Remembered };
        (AppendOutcome outcome, long firstOfRun) = file.Append(plan);
        _time.Stored(plan, firstOfRun);
        Detour.Forget();
        return outcome;
    }

    private bool Settle_NeedsLock(IReadOnlyList<KeyValuePair<long, long>> runs)
    {
        Opened.Settle(runs);
        return true;
    }

    private static JournalEntry Corrected(JournalEntry entry, long offset) => entry is JournalEntry.Measured measured
        ? new JournalEntry.Measured(measured.Sequence, ClockRuns.Correct(measured.Reading, offset))
        : entry;

    private async ValueTask<T> LockedAsync<T>(string operation, Func<T> action, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return Attempt(operation, action, out T? result) is { } fault ? throw fault : result!;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>The one place where faults of the disk become ours; damage is repaired, once, and the verb repeated.</summary>
    private JournalFaultException? Attempt<T>(string operation, Func<T> action, out T? result)
    {
        result = default;
        SqliteException? damage = null;
        while (true)
        {
            try
            {
                if (damage is not null)
                {
                    ReplaceDamaged(damage);
                }

                result = action();
                return null;
            }
            catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException or JournalFaultException)
            {
                if (damage is null && IsDamage(fault))
                {
                    damage = (SqliteException)fault;
                    continue;
                }

                JournalFaultException told = fault as JournalFaultException
                    ?? new JournalFaultException(Classify(fault), operation, _path, fault);
                CloseUnlessFull(told.Fault);
                return told;
            }
        }
    }

    private bool IsDamage(Exception fault) => fault is SqliteException found
        && (JournalDamage.IsDamage(found)
            || (found.SqliteErrorCode is SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN
                && File.Exists(_path) && JournalDamage.HasForeignHead(_path)));

    /// <summary>A full disk leaves nothing in doubt once the file is open; any other fault does.</summary>
    private void CloseUnlessFull(JournalFault fault)
    {
        if (!_isReady || fault is not (JournalFault.DiskFull or JournalFault.SizeLimit))
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private JournalFile Open_NeedsLock()
    {
        Directory.CreateDirectory(_options.Directory);
        IReadOnlyList<string> damaged = JournalDamage.Waiting(_path);
        if (JournalLog.IsBroken(_path))
        {
            throw JournalDamage.Found("the write-ahead log is damaged before commits that were acknowledged");
        }

        JournalFile file = JournalFile.Open(_path, _options, _clock);
        _file = file;
        _isReady = false;
        _journal = file.Journal;
        _backlogThrough = file.Highest;
        _time.Opened(file);
        foreach (string one in damaged)
        {
            Salvage(file, one);
        }

        _isReady = true;
        return file;
    }

    private JournalFault Classify(Exception fault) =>
        fault is not SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL } ? JournalFault.Unwritable
        : _file is not null && _file.IsAtItsBound() ? JournalFault.SizeLimit
        : JournalFault.DiskFull;

    private void ReplaceDamaged(SqliteException fault)
    {
        _file?.Dispose();
        _file = null;
        JournalDamage.MoveAway(_path, _clock);
        _log.LogError(
            fault,
            "The buffer {Path} is damaged (SQLite {Code}: {Message}) and is set aside; what can be read of it goes on in a new one. Check the disk",
            _path,
            fault.SqliteErrorCode,
            fault.Message);
        _ = Opened;
    }

    /// <summary>Also ends what an earlier start began: a kill, or a disk that was full, may have come between.</summary>
    private void Salvage(JournalFile file, string damaged)
    {
        Tell(file, WireEventKinds.BufferSetAside, $"the buffer was damaged and is kept as {Path.GetFileName(JournalDamage.Finished(damaged))}");
        string report = JournalSalvage.Carry(damaged, file);
        Tell(file, WireEventKinds.BufferSalvaged, report);
        JournalDamage.Finish(damaged);
        _log.LogError("The buffer was damaged. {Report}. Keep that file and call support", report);
    }

    private void Tell(JournalFile file, string kind, string detail)
    {
        AppendPlan plan = _time.Plan([new Observation.Happened(new WireEvent
        {
            Sequence = 0,
            Kind = kind,
            At = _clock.GetCurrentInstant().UnixMilliseconds,
            Detail = detail,
        })]);
        _time.Stored(plan, file.Append(plan).FirstOfRun);
    }
}
