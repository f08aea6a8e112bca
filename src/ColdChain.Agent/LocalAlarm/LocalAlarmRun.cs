using ColdChain.Agent.Buffer;
using ColdChain.Agent.Intake;
using ColdChain.Agent.LocalAlarm.Desk;
using ColdChain.Agent.LocalAlarm.Judging;
using ColdChain.Agent.LocalAlarm.Outputs;
using ColdChain.Agent.LocalAlarm.Plans;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.LocalAlarm;

/// <summary>The alarm at the edge: what is on the disk is judged by the rules that the server last sent, and is heard here.</summary>
/// <remarks>
/// <code>
/// journal (fsynced) --> inbox --> EdgeWatch (Core's detector) --> AlarmTable --> OutputPump --> command, siren, modem
///                                     ^                              |  ^
/// server --> ProfileWatch (cache) ----+                              |  +---- LocalAlarmDesk: page, verb, SMS, call
///                                                 LocalAlarmSource <-+  (events, back through the journal)
/// </code>
/// Nothing here can hold up or end the collecting of readings: the inbox is bounded, and a fault begins the loop anew.
/// </remarks>
public sealed class LocalAlarmRun : IStoredWatcher, IDisposable
{
    /// <summary>How often the clock is asked when no reading comes; a rule that falls due is heard within two seconds.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    /// <summary>Ten seconds of a listener at its limit. What does not fit is judged by the server alone.</summary>
    private const int MostWaiting = 100_000;

    private static readonly TimeSpan WaitAfterFault = TimeSpan.FromSeconds(10);

    private readonly LocalAlarmOptions _options;
    private readonly LocalAlarmParts _parts;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly AlarmTable _table;
    private readonly IReadOnlyList<OutputPump> _outputs;
    private readonly JudgedReadings _judged;
    private readonly AlarmBook _book;
    private readonly JournalBell _bell = new();
    private readonly Lock _lock = new();
    private List<Reading> _inbox = [];
    private EdgePlan? _plan;
    private EdgePlan? _next;
    private bool _isFull;
    private long _looks;

    internal LocalAlarmRun(LocalAlarmOptions options, LocalAlarmParts parts, TimeProvider clock, ILogger log)
    {
        (_options, _parts, _clock, _log) = (options, parts, clock, log);
        _table = new AlarmTable(options, Post, clock);
        _outputs = [.. parts.Outputs(_table).Select(output => new OutputPump(output, _table.OutputTrouble, clock, log))];
        _judged = new JudgedReadings(options.Directory, clock, log);
        _book = new AlarmBook(options.Directory, clock, log);
        Desk = new LocalAlarmDesk(_table, _outputs, clock);
        Source = new LocalAlarmSource(_table, clock);
    }

    /// <summary>For whoever shows the alarms.</summary>
    public LocalAlarmDesk Desk { get; }

    /// <summary>What it has to say to the server: one more source of the intake.</summary>
    public ISensorSource Source { get; }

    /// <summary>How often it has looked; for whoever waits for the next time.</summary>
    internal long Looks => Interlocked.Read(ref _looks);

    /// <summary>Readings that are on the disk. Never waits, never throws.</summary>
    public void Stored(IReadOnlyList<Observation> group)
    {
        ArgumentNullException.ThrowIfNull(group);
        bool isFull = false;
        lock (_lock)
        {
            foreach (Observation seen in group)
            {
                if (seen is Observation.Measured { Readings.Count: > 0 } measured)
                {
                    isFull = _inbox.Count + measured.Readings.Count > MostWaiting;
                    _inbox.AddRange(isFull ? [] : measured.Readings);
                }
            }
        }

        if (isFull && !_isFull)
        {
            _log.LogError("The local alarm does not keep up; what does not fit is judged by the server alone");
        }

        _isFull = isFull;
        _bell.Ring();
    }

    /// <summary>Runs until the token is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_options.Directory);
        _table.Restore(_book.Load());
        ProfileWatch plans = new(
            new ProfileCache(_options.Directory, _clock, _log), _parts.Server, _options.ProfileEvery, _clock, _log);
        DeskSocket socket = new(_options.Directory, Desk, _clock, _log);
        await Task.WhenAll(
        [
            ContainAsync(() => LoopAsync(cancellationToken), cancellationToken),
            ContainAsync(() => plans.RunAsync(Adopt, cancellationToken), cancellationToken),
            ContainAsync(() => socket.RunAsync(cancellationToken), cancellationToken),
            .. _outputs.Select(output => ContainAsync(() => output.RunAsync(cancellationToken), cancellationToken)),
            .. _outputs.Select(output => ContainAsync(() => output.AttendAsync(cancellationToken), cancellationToken)),
        ]);
        Keep();
    }

    public void Dispose()
    {
        _judged.Dispose();
        foreach (OutputPump output in _outputs)
        {
            output.Dispose();
        }
    }

    private void Post(OutputCall call)
    {
        foreach (OutputPump output in _outputs)
        {
            output.Post(call);
        }
    }

    private void Adopt(EdgePlan plan)
    {
        Volatile.Write(ref _next, plan);
        _bell.Ring();
    }

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        EdgeWatch watch = new(_judged, _clock);
        bool isBegun = false;
        Interlocked.CompareExchange(ref _next, _plan, null); // After a fault: the plan that was in force.
        while (!cancellationToken.IsCancellationRequested)
        {
            Task ring = _bell.NextRing;
            if (Interlocked.Exchange(ref _next, null) is { } next)
            {
                watch.Adopt(next);
                _table.Adopt(next);
                Resume(isFirst: _plan is null);
                (_plan, isBegun) = (next, true);
            }

            if (isBegun)
            {
                Judge(watch);
                Interlocked.Increment(ref _looks);
            }

            Keep();
            await Task.WhenAny(ring, Task.Delay(Beat, _clock, cancellationToken));
        }
    }

    /// <summary>A siren that shows a state is told of what sounded before the restart.</summary>
    private void Resume(bool isFirst)
    {
        foreach (OutputCall call in isFirst ? _table.Sounding() : [])
        {
            foreach (OutputPump output in _outputs.Where(output => output.IsLevel))
            {
                output.Post(call);
            }
        }
    }

    private void Judge(EdgeWatch watch)
    {
        List<Reading> readings;
        lock (_lock)
        {
            (readings, _inbox) = (_inbox, []);
        }

        Instant now = _clock.GetCurrentInstant();
        watch.Take(readings, now);
        _table.Settle(watch.Look(now), watch.IsUndecided);
        if (_options.When == SoundWhen.Always || _parts.Contact.IsLostFor(_options.OfflineAfter))
        {
            _table.Escalate();
        }
    }

    private void Keep()
    {
        if (_table.TakeChanges() is { } page)
        {
            _book.Keep(page);
        }
    }

    private async Task ContainAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await work();
            }
#pragma warning disable CA1031 // The boundary of the local alarm: a fault in it must not end the collecting of readings.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                if (!cancellationToken.IsCancellationRequested)
                {
                    _log.LogError(fault, "The local alarm failed and begins anew");
                }
            }

            await Task.Delay(WaitAfterFault, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
