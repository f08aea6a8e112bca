using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Audit;
using ColdChain.Server.History;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Persistence;
using ColdChain.Server.Retention;
using ColdChain.Server.Running;
using ColdChain.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Retention;

/// <summary>The verb over a server's own records: who sat where, and what is due.</summary>
public sealed class RetentionVerbTests : IAsyncLifetime
{
    private static readonly SensorId Top = SensorId.Parse("gaochuan/fridge-1/top", CultureInfo.InvariantCulture);

    private static readonly HashSet<string> Options = ["--by", "--reason"];

    /// <summary>In 2030 the first ten years are over and the first five are not.</summary>
    private readonly ManualClock _later = new((ServerUnderTest.Start + TimeSpan.FromDays(4 * 365)).ToDateTimeOffset());

    private ServerUnderTest _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerUnderTest.StartAsync();
        // In 2020 the sensor sat in no unit that is on record: ten years. In 2026 it sat in a fridge of China: five.
        await StoreAsync(1, ServerUnderTest.Start - TimeSpan.FromDays(20));
        await StoreAsync(2, ReadingLimits.Earliest + TimeSpan.FromDays(3));
        HistorySealer sealer = _server.App.Services.GetRequiredService<HistorySealer>();
        HistoryWriter writer = _server.App.Services.GetRequiredService<HistoryWriter>();
        await Eventually.HoldsAsync(
            async () =>
            {
                await sealer.SealDueAsync(ServerUnderTest.Start + TimeSpan.FromDays(1), Token);
                return await writer.WriteAsync(
                    session => session.Prepared("SELECT count(*) FROM arrivals", 0).Value() == 0, Token);
            },
            "both days are judged and sealed",
            Eventually.DefaultBound,
            Token);
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Without_an_order_it_tells_what_is_due_and_destroys_nothing()
    {
        (int exit, string said) = await RunAsync("retention");

        Assert.Equal(0, exit);
        Assert.Contains("gaochuan/fridge-1/top  2020-01-04 - 2020-01-04  1 days", said, StringComparison.Ordinal);
        Assert.Equal(2, (await AllAsync()).Count);
    }

    [Fact]
    public async Task By_a_persons_word_what_is_due_goes_and_the_audit_trail_says_who_and_why()
    {
        (int exit, string said) = await RunAsync("retention", "--by", "李医生", "--reason", "five years beyond the last lot are over");

        Assert.Equal(0, exit);
        Assert.Contains("Destroyed 1 readings", said, StringComparison.Ordinal);
        Assert.Single(await AllAsync());
        await using AsyncServiceScope scope = _server.App.Services.CreateAsyncScope();
        AuditEntry line = await scope.ServiceProvider.GetRequiredService<RecordsDbContext>().Set<AuditEntry>()
            .SingleAsync(entry => entry.Action == "destroy", Token);
        Assert.Equal("李医生: five years beyond the last lot are over", line.Reason);
    }

    [Theory]
    [InlineData("--by", "somebody")]
    [InlineData("--reason", "some reason")]
    public async Task An_order_with_half_of_it_missing_is_a_mistake(string option, string value)
    {
        CommandLine line = CommandLine.Parse(["retention", option, value], Options);

        int exit = await RetentionVerb.RunAsync(line, _server.App.Services, _later, TextWriter.Null);

        Assert.Equal(Verbs.ExitMistakes, exit);
        Assert.Single(line.Mistakes);
        Assert.Equal(2, (await AllAsync()).Count);
    }

    [Fact]
    public async Task While_a_server_uses_the_folder_nothing_is_destroyed_beside_it()
    {
        using TemporaryDirectory directory = new();
        using ServerLock? running = ServerLock.TryTake(directory.FullPath);
        using StringWriter errors = new(CultureInfo.InvariantCulture);

        int exit = await Verbs.RunAsync(
            ["retention", "--data", directory.FullPath, "--by", "somebody", "--reason", "some reason"], _later, TextWriter.Null, errors);

        Assert.Equal(Verbs.ExitAlreadyRunning, exit);
        Assert.Contains("Another server uses", errors.ToString(), StringComparison.Ordinal);
    }

    private async Task<(int Exit, string Said)> RunAsync(params string[] arguments)
    {
        using StringWriter said = new(CultureInfo.InvariantCulture);
        int exit = await RetentionVerb.RunAsync(
            CommandLine.Parse(arguments, Options), _server.App.Services, _later, said);
        return (exit, said.ToString());
    }

    private Task<IReadOnlyList<StoredReading>> AllAsync() => _server.App.Services.GetRequiredService<IReadingHistory>()
        .ReadAsync(Top, new TimeRange(Instant.FromUnixMilliseconds(0), null), Token);

    private async Task StoreAsync(long sequence, Instant at)
    {
        Arrival arrival = new()
        {
            Agent = AgentId.Parse("gaochuan-gateway", CultureInfo.InvariantCulture),
            Journal = JournalId.Parse("0123456789abcdef0123456789abcdef", CultureInfo.InvariantCulture),
            StoredAt = ServerUnderTest.Start - TimeSpan.FromDays(19),
            Series = ArrivedSeries.Of([new ArrivedReading(sequence, new Reading(Top, at, Temperature.FromMilliCelsius(4_000), ReadingFlags.None))]),
        };
        Assert.IsType<ArrivalOutcome.Durable>(
            await _server.App.Services.GetRequiredService<IReadingHistory>().AppendAsync(arrival, Token));
    }
}
