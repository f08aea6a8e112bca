using System.Globalization;
using ColdChain.Agent.Intake;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Buffer;

/// <summary>The buffer on SQLite: one connection, one caller at a time, every fault of the disk turned into a word.</summary>
public sealed class SqliteReadingBuffer : IReadingBuffer
{
    public const string FileName = "journal.db";

    private readonly BufferOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly string _path;
    private JournalFile? _file;
    private long _backlogThrough;

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
        _path = Path.Combine(options.Directory, FileName);
    }

    public JournalId Journal => _file?.Journal ?? default;

    public JournalBell Bell { get; } = new();

    private JournalFile Opened => _file ??= Open_NeedsLock();

    public async ValueTask<AppendOutcome> AppendAsync(
        IReadOnlyList<Observation> group, CancellationToken cancellationToken)
    {
        AppendOutcome outcome = await LockedAsync("Writing", () => Opened.Append(group), cancellationToken);
        Bell.Ring();
        return outcome;
    }

    public ValueTask<JournalPage> PeekAsync(ForwardLane lane, int most, CancellationToken cancellationToken) =>
        LockedAsync("Reading", () => Peek_NeedsLock(lane, most), cancellationToken);

    public async ValueTask RemoveAsync(
        JournalId journal, IReadOnlyList<SequenceRange> accepted, CancellationToken cancellationToken) =>
        await LockedAsync(
            "Removing from",
            () =>
            {
                if (journal == Journal)
                {
                    Opened.Remove(accepted);
                }

                return true;
            },
            cancellationToken);

    public async ValueTask SetAsideAsync(
        JournalId journal, long sequence, string reason, CancellationToken cancellationToken) =>
        await LockedAsync(
            "Setting an entry aside in",
            () =>
            {
                if (journal == Journal)
                {
                    Opened.SetAside(sequence, reason, _clock.GetCurrentInstant());
                }

                return true;
            },
            cancellationToken);

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

    private async ValueTask<T> LockedAsync<T>(string operation, Func<T> action, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return Run(operation, action);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>The one place where faults of the disk become ours; damage is repaired, once, and the verb repeated.</summary>
    private T Run<T>(string operation, Func<T> action)
    {
        SqliteException? damage = null;
        while (true)
        {
            try
            {
                if (damage is not null)
                {
                    ReplaceDamaged(damage);
                }

                return action();
            }
            catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
            {
                if (damage is not null || fault is not SqliteException found || !JournalDamage.IsDamage(found))
                {
                    throw new JournalFaultException(Classify(fault), operation, _path, fault);
                }

                damage = found;
            }
        }
    }

    private JournalFile Open_NeedsLock()
    {
        Directory.CreateDirectory(_options.Directory);
        JournalFile file = JournalFile.Open(_path, _options, _clock);
        _backlogThrough = file.Highest;
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
        string kept = JournalDamage.MoveAway(_path, _clock);
        Opened.Append([new Observation.Happened(new WireEvent
        {
            Sequence = 0,
            Kind = WireEventKinds.BufferSetAside,
            At = _clock.GetCurrentInstant().UnixMilliseconds,
            Detail = string.Create(
                CultureInfo.InvariantCulture,
                $"{Path.GetFileName(kept)}: SQLite {fault.SqliteErrorCode}, {fault.Message}"),
        })]);
        long saved = JournalSalvage.Carry(kept, Opened);
        _log.LogError(
            fault,
            "The buffer {Path} is damaged and was set aside as {Kept}. {Saved} entries that could still be read go on in a new one; what else waited in it was not sent: keep the file and call support",
            _path,
            kept,
            saved);
    }
}
