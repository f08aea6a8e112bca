using System.Net;
using System.Net.Http.Headers;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.Audit;
using ColdChain.Server.History;
using ColdChain.Server.Tests.Equipment;
using ColdChain.Server.Tests.Ingest;
using ColdChain.Server.Tests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>SQL as a user name, and as the names that agents send: refused or kept as it is, and run nowhere.</summary>
public sealed class SqlInTypedTextsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task As_a_user_name_it_is_nobody_and_stands_in_the_trail_as_it_was_typed()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync(change: options => options.LogInsPerMinute = 1_000);
        IReadOnlyList<string> before = await RecordsFingerprint.TakeAsync(server);
        using HttpClient nobody = server.Anonymous().InEnglish();
        foreach (string text in HostileTexts.Sql)
        {
            using HttpResponseMessage answer = await ServerUnderTest.PostFormAsync(
                nobody, "/log-in", new Dictionary<string, string> { ["Form.UserName"] = text, ["Form.Password"] = text });
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("The user name or the password is wrong.", Html.Words(await answer.Content.ReadAsStringAsync(Token)), StringComparison.Ordinal);
        }

        Assert.Equal(before, await RecordsFingerprint.TakeAsync(server));
        List<string> refused = await server.AskAsync(records => records.AuditEntries
            .Where(row => row.Action == AuditActions.LogInRefused).OrderBy(row => row.Id).Select(row => row.SubjectKey).ToListAsync(Token));
        Assert.Equal(HostileTexts.Sql, refused);
        using HttpClient nurse = await server.LogInAsync("nurse");
    }

    [Fact]
    public async Task As_an_id_of_an_agent_a_sensor_or_a_journal_it_is_refused_or_kept_as_it_is()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        IReadOnlyList<string> before = await RecordsFingerprint.TakeAsync(server);
        using HttpClient client = server.Anonymous();
        AgentUnderTest agent = new(client);
        long sequence = 0;
        foreach (string text in HostileTexts.Sql)
        {
            BatchReply reply = await agent.DeliverAsync(AgentUnderTest.Batch(text, new WireReading(++sequence, AgentUnderTest.Start, 4_000, 0)));
            Assert.NotEmpty(reply.Rejected);
            ReadingBatch batch = AgentUnderTest.Batch(AgentUnderTest.Top, new WireReading(++sequence, AgentUnderTest.Start, 4_000, 0));
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(agent, batch with { Journal = text }));
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(agent, batch with { Lane = text }));
            Assert.NotEqual(HttpStatusCode.OK, await PostAsync(new AgentUnderTest(client, Uri.EscapeDataString(text)), batch));
            Assert.Equal(HttpStatusCode.Unauthorized, await WithKeyAsync(client, text));
        }

        IReadOnlyList<QuarantineEntry> kept = await server.App.Services.GetRequiredService<IQuarantine>().ListAsync(100, null, Token);
        Assert.Equal(HostileTexts.Sql.Order(StringComparer.Ordinal), kept.Select(entry => entry.Sensor).Order(StringComparer.Ordinal));
        Assert.Equal(before, await RecordsFingerprint.TakeAsync(server));
        await agent.DeliverAsync(AgentUnderTest.Batch(AgentUnderTest.Top, new WireReading(++sequence, AgentUnderTest.Start, 4_000, 0)));
    }

    [Fact]
    public async Task As_what_an_agent_says_of_itself_it_is_kept_as_it_is()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient client = server.Anonymous();
        string[] texts = [.. HostileTexts.Sql, .. HostileTexts.Formulas];
        ReadingBatch batch = AgentUnderTest.Batch(AgentUnderTest.Top) with
        {
            Events = [.. texts.Select((text, index) => new WireEvent
            {
                Sequence = index + 1, Kind = text, At = AgentUnderTest.Start + index, Sensor = AgentUnderTest.Top, Detail = text,
            })],
            Health = new AgentHealthReport { Version = texts[0], StartedAt = 1, Waiting = 0, BufferBytes = 0 },
        };
        await new AgentUnderTest(client).DeliverAsync(batch);

        IReadOnlyList<AgentEvent> told = await server.App.Services.GetRequiredService<IAgentEventLog>()
            .ListAsync(new TimeRange(Instant.FromUnixMilliseconds(0), null), 100, Token);
        Assert.Equal(texts, told.OrderBy(one => one.At).Select(one => one.Kind));
        Assert.Equal(texts, told.OrderBy(one => one.At).Select(one => one.Detail));
        using HttpClient admin = await server.LogInAsync("admin");
        Assert.Contains(texts[0], Html.Words(await admin.ReadAsync("/agents")), StringComparison.Ordinal);
    }

    /// <summary>JSON can spell it where no form and no address can; PostgreSQL keeps no text that has it.</summary>
    [Fact]
    public async Task A_zero_byte_in_what_an_agent_says_of_itself_loses_no_reading()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient client = server.Anonymous();
        ReadingBatch batch = AgentUnderTest.Batch(AgentUnderTest.Top, new WireReading(1, AgentUnderTest.Start, 4_000, 0)) with
        {
            Health = new AgentHealthReport { Version = "1\0", StartedAt = 1, Waiting = 0, BufferBytes = 0 },
        };
        Assert.Single((await new AgentUnderTest(client).DeliverAsync(batch)).Accepted);
        using HttpClient admin = await server.LogInAsync("admin");
        Assert.Equal(HttpStatusCode.OK, await admin.StatusAsync("/agents"));
    }

    private static async Task<HttpStatusCode> PostAsync(AgentUnderTest agent, ReadingBatch batch)
    {
        using HttpResponseMessage answer = await agent.PostAsync(AgentUnderTest.Json(batch));
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> WithKeyAsync(HttpClient client, string key)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri("/api/v1/agents/gaochuan-gateway/batches", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + (key.All(char.IsAscii) ? key : Uri.EscapeDataString(key)));
        request.Content = new ByteArrayContent("{}"u8.ToArray());
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage answer = await client.SendAsync(request, Token);
        return answer.StatusCode;
    }
}
