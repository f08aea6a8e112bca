using System.Globalization;
using System.Threading.Channels;
using ColdChain.Server.Persistence;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>The only writer of the history: takes what waits, writes it in one transaction, fsyncs once, answers all.</summary>
/// <remarks>
/// <code>
/// callers --> queue (bounded) --> BEGIN, part, part, part, COMMIT (fsync) --> callers hear
/// </code>
/// A part that fails is undone alone and fails its own caller: one bad batch does not take its neighbours with it. When
/// the commit fails nobody's part was stored and everybody hears that.
/// </remarks>
internal sealed class HistoryWriter : IAsyncDisposable
{
    /// <summary>Batches that wait for the disk. Each is bounded by the limits of a request; more callers are told to come back.</summary>
    public const int Room = 128;

    /// <summary>Beyond this backlog is sent away, so that there is always room for what was just measured.</summary>
    public const int RoomForBacklog = Room / 4;

    /// <summary>Parts of one transaction: enough to make the fsync cheap, few enough that the first need not wait long.</summary>
    private const int MostPartsTogether = 32;

    private readonly Channel<HistoryWork> _queue = Channel.CreateBounded<HistoryWork>(
        new BoundedChannelOptions(Room) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly HistoryFile _file;
    private readonly Task _running;

    /// <summary>
    /// As long as somebody has the file open, SQLite does not look for commits in what the log holds: one that was answered
    /// with a failure would come to life when the session is opened anew, behind the back of <see cref="Memory"/>.
    /// </summary>
    private readonly SqliteConnection _anchor;
    private readonly CommitWitness _witness;
    private WriteSession? _session;

    /// <exception cref="HistoryUnfitException">The file cannot be opened, or not be read.</exception>
    public HistoryWriter(HistoryFile file)
    {
        _file = file;
        string? damage = file.SetDamagedLogAside();
        (SqliteConnection connection, Memory) = Opened(file);
        _witness = new CommitWitness(file.Path);
        foreach (string found in new[] { damage, Missing() }.OfType<string>())
        {
            Memory.Damaged(found);
        }

        _session = new WriteSession(connection, Memory);
        _anchor = file.OpenToAnchor();
        _running = Task.Run(RunAsync);
    }

    private static (SqliteConnection Connection, HistoryMemory Memory) Opened(HistoryFile file)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = file.OpenToWrite();
            return (connection, HistoryLoading.Load(connection));
        }
        catch (Exception fault) when (FileDamage.Is(fault))
        {
            connection?.Dispose();
            throw new HistoryUnfitException(file.Path, fault);
        }
    }

    /// <summary>What readers see; changed by this writer alone, after each commit.</summary>
    public HistoryMemory Memory { get; }

    /// <summary>Null when too much waits already.</summary>
    public Task<T>? TryWriteAsync<T>(Func<WriteSession, T> apply) => TryWriteAsync(apply, Room);

    /// <param name="apply">What is written.</param>
    /// <param name="mostWaiting">When so much waits already, it is too much.</param>
    public Task<T>? TryWriteAsync<T>(Func<WriteSession, T> apply, int mostWaiting)
    {
        if (_queue.Reader.Count >= mostWaiting)
        {
            return null;
        }

        ResultOfWork<T> work = new(apply);
        return _queue.Writer.TryWrite(work) ? work.Completion : null;
    }

    /// <summary>Waits for room.</summary>
    public async Task<T> WriteAsync<T>(Func<WriteSession, T> apply, CancellationToken cancellationToken)
    {
        ResultOfWork<T> work = new(apply);
        await _queue.Writer.WriteAsync(work, cancellationToken);
        return await work.Completion.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running;
        // The last to go is the one that may bring the log into the file.
        await _anchor.DisposeAsync();
        _session?.Dispose();
        _witness.Dispose();
    }

    /// <summary>What the witness saw and the file has not, in words.</summary>
    private string? Missing() => Memory.Commits < _witness.Count
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{_witness.Count} commits were made and {Memory.Commits} are there: the newest {_witness.Count - Memory.Commits} are lost, because the file is an older copy or its log was cut or changed")
        : null;

    private async Task RunAsync()
    {
        List<HistoryWork> together = [];
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (together.Count < MostPartsTogether && _queue.Reader.TryRead(out HistoryWork? work))
            {
                together.Add(work);
            }

            WriteTogether(together);
            together.Clear();
        }
    }

    private void WriteTogether(List<HistoryWork> parts)
    {
        List<HistoryWork> written = [];
#pragma warning disable CA1031 // The boundary of the disk: whatever failed, those who wait must hear it, and the writer must live on.
        try
        {
            _session ??= new WriteSession(_file.OpenToWrite(), Memory);
            _session.Begin();
            written.AddRange(parts.Where(part => TryWritePart(_session, part)));
            _session.Commit();
        }
        catch (Exception fault)
        {
            // Closing the connection rolls back whatever of the transaction is left.
            _session?.Dispose();
            _session = null;
            parts.ForEach(part => part.Fail(fault));
            return;
        }
#pragma warning restore CA1031

        if (_witness.Write(Memory.Commits) is { } trouble)
        {
            Memory.Damaged(trouble);
        }

        written.ForEach(part => part.Succeed());
    }

    private static bool TryWritePart(WriteSession session, HistoryWork part)
    {
        session.BeginPart();
#pragma warning disable CA1031 // One part must not fail its neighbours; its caller hears what was wrong.
        try
        {
            part.Apply(session);
            session.EndPart();
            return true;
        }
        catch (Exception fault)
        {
            session.UndoPart();
            part.Fail(fault);
            return false;
        }
#pragma warning restore CA1031
    }
}
