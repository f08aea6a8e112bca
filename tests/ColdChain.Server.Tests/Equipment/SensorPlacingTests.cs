using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Tests.Pages;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.Equipment;

public sealed class SensorPlacingTests : AdministratorTests
{
    private const string Page = "/sensor-change/gaochuan/fridge-1/top";

    private static readonly SensorId Top = SensorId.Parse("gaochuan/fridge-1/top", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_moved_sensor_keeps_its_past_where_it_sat_and_counts_for_the_new_unit_from_then_on()
    {
        await Server.HoldAsync("gaochuan/fridge-1", 9_000, 60, 1);
        Assert.Equal("/sensors/gaochuan/fridge-1/top", await MoveAsync("gaochuan/fridge-2"));
        Server.Clock.Advance(TimeSpan.FromMinutes(30));
        await Server.HoldAsync("gaochuan/fridge-1", 9_500, 20, 0);

        List<MeasuringPoint> points = await PointsAsync();
        Assert.Equal(["gaochuan/fridge-1", "gaochuan/fridge-2"], points.Select(point => point.StorageUnitId.ToString()));
        Assert.Equal((ServerUnderTest.Start, ServerUnderTest.Start), (points[0].RemovedAt, points[1].PlacedAt));
        List<ExcursionEntry> entries = await Server.AskAsync(records => records.Set<ExcursionEntry>().OrderBy(entry => entry.StartedAt).ToListAsync(Token));
        Assert.Equal(["gaochuan/fridge-1", "gaochuan/fridge-2"], entries.Select(entry => entry.StorageUnitId.ToString()));
        Assert.Equal(ServerUnderTest.Start - TimeSpan.FromMinutes(60), entries[0].StartedAt);
        Assert.Equal(ServerUnderTest.Start + TimeSpan.FromMinutes(10), entries[1].StartedAt);
    }

    [Fact]
    public async Task A_moment_that_was_judged_already_is_refused_and_nothing_changes()
    {
        await Server.HoldAsync("gaochuan/fridge-1", 5_000, 60, 0);

        string answer = await MoveAsync("gaochuan/fridge-2", at: "2026-05-01T07:30", reason: "忘了");

        Assert.Contains("已按原位置判定", answer, StringComparison.Ordinal);
        Assert.Null(Assert.Single(await PointsAsync()).RemovedAt);
    }

    [Fact]
    public async Task A_silent_sensor_may_be_entered_late_with_a_reason_that_stands_in_the_audit_trail()
    {
        Assert.Contains("请填写原因", await MoveAsync(string.Empty, at: "2026-05-01T07:30"), StringComparison.Ordinal);
        Assert.StartsWith("/sensors", await MoveAsync(string.Empty, at: "2026-05-01T07:30", reason: "拆下送检"), StringComparison.Ordinal);

        Assert.Equal(ServerUnderTest.Start - TimeSpan.FromMinutes(30), Assert.Single(await PointsAsync()).RemovedAt);
        Assert.True(await Server.AskAsync(records => records.AuditEntries.AnyAsync(row => row.Subject == "measuring_point" && row.Reason == "拆下送检", Token)));
        Assert.Contains("未安装的传感器 gaochuan/fridge-1/top", Html.Words(await Admin.ReadAsync("/facilities/gaochuan")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moved_to_another_facility_it_belongs_there_and_the_old_one_sees_it_no_more()
    {
        await MoveAsync("baishi/fridge-1");

        using HttpClient nurse = await Server.LogInAsync("nurse");
        using HttpClient other = await Server.LogInAsync("baishi-nurse");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await nurse.StatusAsync("/sensors/gaochuan/fridge-1/top"));
        string words = Html.Words(await other.ReadAsync("/sensors/gaochuan/fridge-1/top"));
        Assert.Contains("其他单位的设备", words, StringComparison.Ordinal);
        Assert.DoesNotContain("gaochuan/fridge-1 ", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_that_is_not_there_is_no_place() =>
        Assert.Contains("没有这台设备", await MoveAsync("gaochuan/fridge-9"), StringComparison.Ordinal);

    [Fact]
    public async Task The_database_itself_refuses_a_second_place_at_a_time() => await Assert.ThrowsAsync<DbUpdateException>(
        () => Server.AskAsync(async records =>
        {
            records.Add(new MeasuringPoint
            {
                SensorId = Top,
                StorageUnitId = StorageUnitId.Parse("gaochuan/fridge-2", CultureInfo.InvariantCulture),
                PlacedAt = ServerUnderTest.Start,
            });
            return await records.SaveChangesAsync(Token);
        }));

    private Task<string> MoveAsync(string to, string at = "", string reason = "") => Admin.SendAsync(
        Page, "move", new Dictionary<string, string> { ["To"] = to, ["At"] = at, ["Reason"] = reason, ["Position"] = "上层" });

    private Task<List<MeasuringPoint>> PointsAsync() => Server.AskAsync(records => records.MeasuringPoints.AsNoTracking()
        .Where(point => point.SensorId == Top).OrderBy(point => point.PlacedAt).ToListAsync(Token));
}
