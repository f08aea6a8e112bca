using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.Equipment.Placing;

namespace ColdChain.Server.Tests.Equipment;

public sealed class PlacingRulesTests
{
    private static readonly SensorId Sensor = SensorId.Parse("gaochuan/fridge-1/top", CultureInfo.InvariantCulture);
    private static readonly StorageUnitId Unit = StorageUnitId.Parse("gaochuan/fridge-1", CultureInfo.InvariantCulture);
    private static readonly Instant Now = ServerUnderTest.Start;

    [Fact]
    public void A_sensor_moves_now_without_a_reason() => Assert.Null(Objection(0));

    [Fact]
    public void What_was_done_a_while_ago_needs_a_reason()
    {
        Assert.Contains("请填写原因", Objection(-16)!.Chinese, StringComparison.Ordinal);
        Assert.Null(Objection(-16, reason: "登记晚了"));
        Assert.Null(Objection(-15));
    }

    [Fact]
    public void Nothing_is_moved_in_the_future() => Assert.Contains("future", Objection(1)!.English, StringComparison.Ordinal);

    [Theory]
    [InlineData(-5, -5)]
    [InlineData(-10, -5)]
    public void What_was_measured_where_it_sat_stays_there(int movedAt, int newest) =>
        Assert.Contains("judged where it sat", Objection(movedAt, newestMinute: newest)!.English, StringComparison.Ordinal);

    [Fact]
    public void Right_after_its_newest_reading_it_may_move() => Assert.Null(Objection(-4, newestMinute: -5));

    [Fact]
    public void It_cannot_have_left_before_it_came()
    {
        Assert.NotNull(Objection(-61, reason: "late", points: [Point(-60, null)]));
        Assert.NotNull(Objection(-60, reason: "late", points: [Point(-60, null)]));
        Assert.Null(Objection(-59, reason: "late", points: [Point(-60, null)]));
    }

    [Fact]
    public void It_is_never_in_two_places_at_a_time()
    {
        MeasuringPoint[] points = [Point(-600, -300), Point(-60, -30)];
        Assert.NotNull(Objection(-31, reason: "late", points: points));
        Assert.Null(Objection(-30, reason: "late", points: points));
    }

    [Fact]
    public void What_sits_nowhere_cannot_be_taken_out() =>
        Assert.Contains("sits in no unit", Objection(0, to: null, points: [Point(-60, -30)])!.English, StringComparison.Ordinal);

    private static Refusal? Objection(int minute, string? reason = null, int? newestMinute = null, MeasuringPoint[]? points = null) =>
        Objection(minute, Unit, points ?? [Point(-6_000, null)], newestMinute, reason);

    private static Refusal? Objection(int minute, StorageUnitId? to, MeasuringPoint[] points, int? newestMinute = null, string? reason = null) =>
        PlacingRules.Objection(
            new SensorMove(Sensor, to, At(minute), null, reason), points, newestMinute is { } newest ? At(newest) : null, Now);

    private static MeasuringPoint Point(int from, int? to) =>
        new() { SensorId = Sensor, StorageUnitId = Unit, PlacedAt = At(from), RemovedAt = to is { } end ? At(end) : null };

    private static Instant At(int minute) => Now + TimeSpan.FromMinutes(minute);
}
