using ColdChain.Core.Identity;
using ColdChain.Core.Wire;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;
using ColdChain.Server.Ingest;

using ColdChain.Testing;
using Microsoft.Extensions.DependencyInjection;

using static ColdChain.Server.Tests.Ingest.AgentUnderTest;

namespace ColdChain.Server.Tests.Ingest;

public sealed class AdmissionTests : IAsyncLifetime
{
    private static readonly AgentId Gaochuan = AgentId.Parse("gaochuan-gateway", null);

    private ServerUnderTest _server = null!;
    private EquipmentPlan _plan = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerUnderTest.StartAsync();
        _plan = await _server.App.Services.GetRequiredService<EquipmentDirectory>().PlanAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void A_plausible_series_goes_on_as_it_was_read_and_no_reading_is_copied()
    {
        BatchDecoding.Decoded decoded = Decoded(Json(Batch(Top, Readings(100))));

        ArrivedSeries series = Assert.Single(Admit(decoded).Arrival.Series);

        Assert.True(series.Readings.Equals(new ReadOnlyMemory<WireReading>((WireReading[])decoded.Batch.Series[0].Readings)));
    }

    [Fact]
    public void Of_a_series_with_odd_readings_each_goes_where_it_belongs_in_its_order()
    {
        WireReading[] readings = Readings(8);
        (readings[2], readings[5]) = (readings[2] with { MilliCelsius = 151_000 }, readings[5] with { Flags = 1 << 16 });

        Admission admission = Admit(Decoded(Json(Batch(Top, readings))));

        Assert.Equal([1L, 2, 4, 5, 7, 8], Assert.Single(admission.Arrival.Series).Readings.ToArray().Select(one => one.Sequence));
        Assert.Equal([RefusalReason.ImplausibleValue, RefusalReason.UnknownFlags], admission.Arrival.Refused.Select(one => one.Reason));
        Assert.Equal([[1, 2], [4, 5], [7, 8]], admission.Accepted);
        Assert.Equal([3L, 6], admission.Rejected.Select(one => one.Sequence));
    }

    [Fact]
    public void To_read_and_admit_a_reading_takes_little_more_memory_than_its_numbers()
    {
        byte[] body = Json(Batch(Top, Readings(ReadingBatch.MostEntries)));
        Admit(Decoded(body));

        Assert.InRange(Allocated.By(() => Admit(Decoded(body))) / (double)ReadingBatch.MostEntries, 24, 40);
    }

    private static WireReading[] Readings(int count) =>
        [.. Enumerable.Range(1, count).Select(n => new WireReading(n, Start - (n * 60_000L), 4_000 + (n % 100), 1))];

    private static BatchDecoding.Decoded Decoded(byte[] body) => Assert.IsType<BatchDecoding.Decoded>(BatchDecoder.Decode(body));

    private Admission Admit(BatchDecoding.Decoded decoded) =>
        Admission.Of(decoded.Batch, decoded.Journal, _plan.Agents[Gaochuan], _plan, ServerUnderTest.Start);
}
