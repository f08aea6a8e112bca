using System.Globalization;
using ColdChain.Agent.Buffer;
using ColdChain.Agent.Intake;
using ColdChain.Agent.Probes.Files;
using ColdChain.Agent.Retrying;
using ColdChain.Agent.Tests.Buffer;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Wire;
using ColdChain.Testing;
using ColdChain.Testing.LoggerFiles;
using Microsoft.Extensions.Logging.Abstractions;

namespace ColdChain.Agent.Tests.Files;

/// <summary>A watched folder with its source, the intake behind it and a real journal; time moves when the test says so.</summary>
internal sealed class LoggerFolder : IAsyncDisposable
{
    public const string Serial = "169900000001";

    public static readonly SensorId Sensor = SensorId.Parse("a/fridge/logger", CultureInfo.InvariantCulture);

    private readonly TemporaryDirectory _directory = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly OpenJournal _journal;
    private readonly bool _isOwner;
    private Task _running = Task.CompletedTask;

    public LoggerFolder(OpenJournal? journal = null)
    {
        _isOwner = journal is null;
        _journal = journal ?? new OpenJournal();
        Options = new LoggerFilesOptions
        {
            Name = "loggers",
            Folder = Directory.CreateDirectory(_directory.Path("in")).FullName,
            Loggers = [Known(Serial, Sensor)],
            IssuerKey = Issuer.Key,
        };
    }

    public static ReportIssuer Issuer { get; } = new();

    public LoggerFilesOptions Options { get; set; }

    public OpenJournal Journal => _journal;

    public string[] Done => Names(WatchedFolder.Done);

    public string[] Rejected => Names(WatchedFolder.Rejected);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static KnownLogger Known(string serial, SensorId sensor) =>
        new(serial, null, sensor, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), null);

    /// <summary>A Fridge-tag 2 L of so many days with a log of a row every half hour, signed.</summary>
    public static byte[] Report(int days = 2, string serial = Serial, DateOnly? newest = null) => ReportWriter.Sealed(Plan(days, serial, newest), Issuer);

    public static PlannedReport Plan(int days = 2, string serial = Serial, DateOnly? newest = null)
    {
        DateOnly last = newest ?? new DateOnly(2026, 4, 30);
        DateTime first = last.AddDays(1 - days).ToDateTime(TimeOnly.MinValue);
        return new PlannedReport
        {
            Model = "Q-tag Fridge-tag 2 L",
            Serial = serial,
            Days = PlannedReport.QuietDays(last, days),
            LogMinutes = 30,
            Log = [.. Enumerable.Range(0, days * 48).Select(row => Row(first.AddMinutes(30 * row)))],
        };
    }

    /// <summary>The value is made of the time, so that a reading under a wrong time shows.</summary>
    public static PlannedRow Row(DateTime local) => new(local, 20 + (int)(local.Ticks / TimeSpan.TicksPerMinute % 61), false);

    public void Start(IReadingBuffer? buffer = null) =>
        _running = new ReadingIntake(buffer ?? _journal.Buffer, _journal.Clock, new RetryOptions(), NullLogger.Instance)
            .RunAsync([new LoggerFilesSource(Options, _journal.Clock)], _stopping.Token);

    public string Put(string name, byte[] contents)
    {
        string path = Path.Combine(Options.Folder, name);
        File.WriteAllBytes(path, contents);
        return path;
    }

    /// <summary>Lets the source look so many times more.</summary>
    public async Task LookAsync(int times = 2)
    {
        for (int look = 0; look < times; look++)
        {
            await _journal.Clock.WaitForTimersAsync(1, Token);
            _journal.Clock.Advance(Options.Look);
        }

        await _journal.Clock.WaitForTimersAsync(1, Token);
    }

    /// <summary>Looks until it has been there for longer than anybody's patience.</summary>
    public Task LookOnAsync() => LookAsync((int)(LoggerFilesOptions.Patience / Options.Look) + 2);

    public async Task<IReadOnlyList<Reading>> ReadingsAsync() =>
        [.. (await EntriesAsync()).OfType<JournalEntry.Measured>().Select(entry => entry.Reading)];

    /// <summary>For an event that nobody waits for, so that it may still be on its way.</summary>
    public Task UntilToldAsync(string kind) => Eventually.HoldsAsync(
        () => EventsAsync(kind).GetAwaiter().GetResult().Count > 0, $"{kind} is told", Token);

    public async Task<IReadOnlyList<WireEvent>> EventsAsync(string kind) =>
        [.. (await EntriesAsync()).OfType<JournalEntry.Happened>().Select(entry => entry.What).Where(what => what.Kind == kind)];

    public string TextOf(string where, string name) => File.ReadAllText(Path.Combine(Options.Folder, where, name));

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await (_isOwner ? _journal.DisposeAsync() : ValueTask.CompletedTask);
        _stopping.Dispose();
        _directory.Dispose();
    }

    private async Task<IReadOnlyList<JournalEntry>> EntriesAsync()
    {
        JournalPage backlog = await _journal.PeekAsync(ForwardLane.Backlog, 1_000_000);
        JournalPage live = await _journal.PeekAsync(ForwardLane.Live, 1_000_000);
        return [.. backlog.Entries.Concat(live.Entries).OrderBy(entry => entry.Sequence)];
    }

    private string[] Names(string where)
    {
        string folder = Path.Combine(Options.Folder, where);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)] : [];
    }
}
