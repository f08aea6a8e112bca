using System.Net;
using System.Net.Http.Json;

using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;
using ColdChain.Server.Ingest;
using ColdChain.Server.Persistence;

using Microsoft.Extensions.DependencyInjection;

using static ColdChain.Server.Tests.Ingest.AgentUnderTest;

namespace ColdChain.Server.Tests.Ingest;

public sealed class QuarantineEndpointsTests
{
    private static readonly Uri List = new("/api/v1/quarantine", UriKind.Relative);
    private static readonly Uri Admit = new("/api/v1/quarantine/admit", UriKind.Relative);

    [Fact]
    public async Task A_reading_of_a_sensor_that_was_registered_since_is_admitted_and_an_absurd_one_is_not()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient agent = server.Anonymous();
        using HttpClient administrator = await server.LogInAsync("admin");
        SensorId late = SensorId.Parse("gaochuan/fridge-9/top", null);
        await new AgentUnderTest(agent).DeliverAsync(Batch(late.ToString(), new(1, Start, 4_500, 0), new(2, Start + 1, 999_000, 0)));
        QuarantineLine[] lines = (await administrator.GetFromJsonAsync<QuarantineLine[]>(List, token))!;
        Assert.Equal(["UnknownSensor", "UnknownSensor"], lines.Select(line => line.Reason));

        await RegisterAsync(server, late);
        AdmitRequest request = new([.. lines.Select(line => line.Number)], "registered today");
        using HttpResponseMessage answer = await administrator.PostAsJsonAsync(Admit, request, token);
        AdmitReply reply = (await answer.Content.ReadFromJsonAsync<AdmitReply>(token))!;

        Assert.Equal(lines.Single(line => line.Sequence == 1).Number, Assert.Single(reply.Admitted));
        Assert.Equal("ImplausibleValue", Assert.Single(reply.Kept).Reason);
        IReadOnlyList<StoredReading> stored = await server.App.Services.GetRequiredService<IReadingHistory>()
            .ReadAsync(late, new TimeRange(ServerUnderTest.Start, null), token);
        Assert.Equal(4_500, Assert.Single(stored).Value.MilliCelsius);
        Assert.Single((await administrator.GetFromJsonAsync<QuarantineLine[]>(List, token))!);
    }

    [Theory] // G9
    [InlineData("nurse")]
    [InlineData("inspector")]
    [InlineData("auditor")]
    public async Task Nobody_but_an_administrator_sees_or_admits(string userName)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient client = await server.LogInAsync(userName);
        using HttpResponseMessage list = await client.GetAsync(List, TestContext.Current.CancellationToken);
        using HttpResponseMessage admit = await client.PostAsJsonAsync(
            Admit, new AdmitRequest([1], "why not"), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (list.StatusCode, admit.StatusCode));
    }

    private static async Task RegisterAsync(ServerUnderTest server, SensorId sensor)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        records.Sensors.Add(new Sensor { Id = sensor, FacilityId = FacilityId.Parse("gaochuan", null) });
        await records.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
