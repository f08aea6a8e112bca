using System.Net;
using System.Net.Http.Headers;
using ColdChain.Core.Wire;
using ColdChain.Server.Tests.Ingest;
using ColdChain.Server.Tests.People.Walk;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>An agent whose clock or memory is broken sends numbers at the ends of what there is: refused or kept, and every page goes on.</summary>
public sealed class ExtremesFromAgentsTests
{
    private static readonly long[] Extremes =
    [
        long.MinValue, long.MinValue + 1, -62_135_596_800_001, -62_135_596_800_000, -1, 0, 1,
        int.MinValue, int.MaxValue, 253_402_300_799_999, 253_402_300_800_000, long.MaxValue - 1, long.MaxValue,
    ];

    private static readonly string[] Kinds =
    [
        .. typeof(WireEventKinds).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_number_an_agent_sends_no_batch_and_no_page_breaks()
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        using HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = county.Server.Address };
        AgentUnderTest agent = new(client);
        List<string> findings = [];
        int taken = 0;
        foreach (ReadingBatch batch in Batches().SelectMany(batch => new[] { batch, batch.ByColumns() }))
        {
            using HttpResponseMessage answer = await agent.PostAsync(AgentUnderTest.Json(batch));
            taken += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
            if ((int)answer.StatusCode >= 500)
            {
                findings.Add($"{answer.StatusCode} to {System.Text.Encoding.UTF8.GetString(AgentUnderTest.Json(batch))}");
            }
        }

        foreach (Walker walker in county.Walkers.Where(one => one.Role is not null))
        {
            foreach (Attempt page in WalkedPages.Of(county).Where(page => page.Expected(walker) == Verdict.In))
            {
                findings.AddRange(await FaultOfAsync(client, page, walker) is { } fault ? [fault] : []);
            }
        }

        Assert.Empty(findings);
        Assert.True(taken > Extremes.Length, $"{taken} batches were taken: the walk says nothing");
    }

    /// <summary>Each number in each place, one at a time, and an event of each kind with each as its time.</summary>
    private static IEnumerable<ReadingBatch> Batches()
    {
        long sequence = 1_000_000;
        foreach (long extreme in Extremes)
        {
            yield return Measured(new WireReading(++sequence, extreme, 4_000, 0));
            yield return Measured(new WireReading(++sequence, AgentUnderTest.Start, (int)Math.Clamp(extreme, int.MinValue, int.MaxValue), 0));
            yield return Measured(new WireReading(++sequence, AgentUnderTest.Start, 4_000, (int)Math.Clamp(extreme, int.MinValue, int.MaxValue)));
            yield return Measured(new WireReading(extreme, AgentUnderTest.Start, 4_000, 0));
            yield return Measured(new WireReading(++sequence, AgentUnderTest.Start, 4_000, 0)) with { AgentTime = extreme };
            yield return AgentUnderTest.Batch(AgentUnderTest.Top) with
            {
                Events = [.. Kinds.Select(kind => new WireEvent
                {
                    Sequence = ++sequence, Kind = kind, At = extreme, Sensor = AgentUnderTest.Top, Unit = "gaochuan/fridge-1", Detail = "gaochuan/fridge-1:warm by nurse",
                })],
            };
            AgentHealthReport health = new() { Version = "1.0.0", StartedAt = 1, Waiting = 0, BufferBytes = 0 };
            yield return AgentUnderTest.Batch(AgentUnderTest.Top) with { Health = health with { StartedAt = extreme } };
            yield return AgentUnderTest.Batch(AgentUnderTest.Top) with { Health = health with { Waiting = extreme, BufferBytes = extreme } };
            yield return AgentUnderTest.Batch(AgentUnderTest.Top) with { Health = health with { ClockOffset = extreme } };
            yield return AgentUnderTest.Batch(AgentUnderTest.Top) with { Health = health with { Sources = [new SourceReport("serial", "gone", extreme)] } };
            yield return AgentUnderTest.Batch(AgentUnderTest.Top) with
            {
                Health = health with
                {
                    StartedAt = extreme,
                    Waiting = extreme,
                    BufferBytes = extreme,
                    ClockOffset = extreme,
                    Sources = [new SourceReport("serial", "gone", extreme)],
                    Sensors = [new SensorReport(AgentUnderTest.Top, extreme, "gone", null)],
                },
            };
        }
    }

    private static ReadingBatch Measured(WireReading reading) => AgentUnderTest.Batch(AgentUnderTest.Top, reading);

    private static async Task<string?> FaultOfAsync(HttpClient client, Attempt page, Walker walker)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(page.Address, UriKind.Relative));
        walker.Sign(request);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using HttpResponseMessage answer = await client.SendAsync(request, Token);
        return (int)answer.StatusCode >= 500 ? $"{page} as {walker.Name}: {answer.StatusCode}" : null;
    }
}
