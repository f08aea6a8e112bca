using System.Globalization;
using System.Text.Json;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Tests.Mqtt.Profiles;

/// <summary>Which times of devices are believed. Times without an offset, far ones and those of summer time among them.</summary>
public sealed class StatedTimeTests
{
    private static readonly Instant Arrival = At("2026-05-01T00:00:00Z");

    [Theory]
    [InlineData("\"2026-01-31T00:00:00Z\"", true)] // 90 days before
    [InlineData("\"2026-01-30T23:59:59Z\"", false)]
    [InlineData("\"2026-05-02T00:00:00Z\"", true)]
    [InlineData("\"2026-05-02T00:00:01Z\"", false)]
    [InlineData("\"2019-12-31T23:59:59Z\"", false)]
    public void A_time_far_from_the_arrival_is_not_believed(string written, bool isBelieved) =>
        Assert.Equal(isBelieved, Of(written).IsBelieved);

    [Theory]
    [InlineData("\"2020-01-15T04:05:54Z\"", true)]
    [InlineData("\"2019-12-31T23:59:59Z\"", false)]
    [InlineData("\"2026-05-02T00:00:01Z\"", false)]
    public void What_a_device_kept_itself_may_be_older(string written, bool isBelieved) =>
        Assert.Equal(isBelieved, Of(written, isLogged: true).IsBelieved);

    [Theory]
    [InlineData("1777593540", "2026-04-30T23:59:00.000Z")]
    [InlineData("1777593540123", "2026-04-30T23:59:00.123Z")]
    [InlineData("1777593540123456", "2026-04-30T23:59:00.123Z")]
    [InlineData("1777593540123999999", "2026-04-30T23:59:00.123Z")]
    [InlineData("\"20260430T235900Z\"", "2026-04-30T23:59:00.000Z")]
    [InlineData("\"2026-04-30T23:59:00.136100251Z\"", "2026-04-30T23:59:00.136Z")]
    public void Seconds_down_to_nanoseconds_and_iso_are_read(string written, string expected) =>
        Assert.Equal(expected, Of(written).At.ToString());

    [Theory]
    [InlineData("Asia/Shanghai", "\"2026-05-01T07:59:00\"", "2026-04-30T23:59:00.000Z")]
    [InlineData("Asia/Shanghai", "\"2026-05-01 07:59\"", "2026-04-30T23:59:00.000Z")]
    [InlineData("Asia/Shanghai", "\"2026-05-01T07:59:00+09:00\"", "2026-04-30T22:59:00.000Z")]
    [InlineData(null, "\"2026-05-01T07:59:00\"", null)]
    [InlineData("Asia/Shanghai", "\"07:59\"", null)]
    public void Local_time_needs_the_zone_that_the_clock_shows(string? zone, string written, string? expected)
    {
        StatedMoment moment = Of(written, zone: zone);
        Assert.Equal(expected, moment.IsBelieved ? moment.At.ToString() : null);
        Assert.Equal(expected is null ? ReadingFlags.ClockSuspect : ReadingFlags.DeviceTime, moment.Flags);
    }

    [Theory]
    [InlineData("2026-10-25T00:31:00Z", "2026-10-25T00:30:00.000Z")]
    [InlineData("2026-10-25T01:31:00Z", "2026-10-25T01:30:00.000Z")]
    [InlineData(null, null)]
    public void An_hour_that_summer_time_repeats_is_the_one_nearer_to_the_arrival(string? arrival, string? expected) =>
        Assert.Equal(expected, Of("\"2026-10-25T02:30:00\"", zone: "Europe/Berlin", arrival: arrival is null ? null : At(arrival)).At?.ToString());

    [Fact]
    public void An_hour_that_summer_time_skips_is_no_moment() =>
        Assert.False(Of("\"2026-03-29T02:30:00\"", zone: "Europe/Berlin", arrival: At("2026-03-29T01:30:00Z")).IsBelieved);

    [Fact]
    public void Without_an_arrival_an_unbelievable_time_is_no_time() =>
        Assert.Null(StatedTime.Of(Json("\"1970-01-01T00:00:03Z\""), new TimeTerms(null, null, IsLogged: false)).At);

    private static StatedMoment Of(string written, bool isLogged = false, string? zone = null) => Of(written, zone, Arrival, isLogged);

    private static StatedMoment Of(string written, string? zone, Instant? arrival, bool isLogged = false) =>
        StatedTime.Of(Json(written), new TimeTerms(arrival, zone is null ? null : TimeZoneInfo.FindSystemTimeZoneById(zone), isLogged));

    private static JsonElement Json(string written) => JsonSerializer.Deserialize<JsonElement>(written);

    private static Instant At(string text) => Instant.FromDateTimeOffset(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture));
}
