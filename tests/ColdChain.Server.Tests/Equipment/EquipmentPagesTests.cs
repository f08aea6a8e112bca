using System.Globalization;
using System.Net;
using ColdChain.Core.Identity;
using ColdChain.Server.Equipment;
using ColdChain.Server.Tests.Pages;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.Equipment;

public sealed class EquipmentPagesTests : AdministratorTests
{
    [Fact]
    public async Task A_unit_is_registered_with_all_that_its_file_asks()
    {
        string to = await AddAsync("gaochuan/fridge-3");

        Assert.Equal("/equipment/gaochuan/fridge-3", to);
        string words = Html.Words(await Admin.ReadAsync(to));
        Assert.Contains("使用单位 高川镇卫生院 设备编码 gaochuan/fridge-3 设备类型 冰衬冰箱 使用状态 在用 PQS编码 E003/007 生产厂家 海示范 型号规格 HBC-80", words, StringComparison.Ordinal);
        Assert.Contains("容积(L) 80.5", words, StringComparison.Ordinal);
        Assert.Contains("未填写：出厂编号", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gaochuan/fridge-1", "Maker", "other", "已登记，但")]
    [InlineData("baishi/fridge-9", "Maker", "other", "不在您的管辖范围内")]
    [InlineData("fridge-9", "Maker", "other", "机构编码/设备")]
    [InlineData("gaochuan/fridge-9", "PqsCode", "X", "不是 PQS 编码")]
    [InlineData("gaochuan/fridge-9", "Profile", "CN/none", "应为 CN-IMM/fridge")]
    [InlineData("gaochuan/fridge-9", "Capacity", "-1", "不是升数")]
    [InlineData("gaochuan/fridge-9", "BoughtOn", "2019-01-01", "早于前面的日期")]
    public async Task What_is_wrong_with_a_unit_is_said_and_nothing_is_written(string id, string column, string value, string said)
    {
        Assert.Contains(said, await AddAsync(id, (column, value)), StringComparison.Ordinal);
        Assert.Equal(4, await Server.AskAsync(records => records.StorageUnits.CountAsync(Token)));
    }

    [Fact] // EX-38
    public async Task Another_profile_holds_from_now_on_and_the_former_stays_on_record()
    {
        string to = await Admin.SendAsync("/equipment-change/gaochuan/fridge-1", "unit", new Dictionary<string, string>
        {
            ["NameZh"] = "1号冰箱",
            ["NameEn"] = "Fridge 1",
            ["StorageUnitKind"] = "refrigerator",
            ["Profile"] = "CN-GSP/fridge",
        });

        Assert.Equal("/equipment/gaochuan/fridge-1", to);
        List<KeptProfile> kept = await Server.AskAsync(records => records.Set<KeptProfile>().OrderBy(one => one.KeptFrom).ToListAsync(Token));
        Assert.Equal([("CN-IMM/fridge", KeptProfile.Always), ("CN-GSP/fridge", ServerUnderTest.Start)], kept.Select(one => (one.ProfileId, one.KeptFrom)));
        Assert.Contains("CN-GSP/fridge · 2.0–8.0 °C 自 2026-05-01 08:00", Html.Words(await Admin.ReadAsync(to)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_that_is_taken_out_of_use_alarms_nobody_by_its_silence()
    {
        await Admin.SendAsync("/equipment-change/gaochuan/fridge-1", "unit", new Dictionary<string, string>
        {
            ["NameZh"] = "1号冰箱",
            ["NameEn"] = "Fridge 1",
            ["StorageUnitKind"] = "refrigerator",
            ["Profile"] = "CN-IMM/fridge",
            ["TakenOutOn"] = "2026-05-01",
        });

        StorageUnit unit = await Server.AskAsync(records => records.StorageUnits.SingleAsync(
            one => one.Id == StorageUnitId.Parse("gaochuan/fridge-1", CultureInfo.InvariantCulture), Token));
        Assert.False(unit.IsInUse);
        Assert.Contains("1号冰箱 （停用）", Html.Words(await Admin.ReadAsync("/equipment?state=unused")), StringComparison.Ordinal);
        Assert.DoesNotContain("（停用）", Html.Words(await Admin.ReadAsync("/equipment?state=used")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_shows_what_its_filters_ask_for_and_no_more_than_the_scope()
    {
        using HttpClient nurse = await Server.LogInAsync("nurse");

        Assert.Contains("2 台", Html.Words(await nurse.ReadAsync("/equipment")), StringComparison.Ordinal);
        Assert.Contains("2 台", Html.Words(await nurse.ReadAsync("/equipment?facility=baishi")), StringComparison.Ordinal);
        Assert.Contains("1 台", Html.Words(await Admin.ReadAsync("/equipment?facility=baishi")), StringComparison.Ordinal);
        Assert.Contains("1 台", Html.Words(await Admin.ReadAsync("/equipment?kind=ColdRoom")), StringComparison.Ordinal);
        Assert.Contains("4 units", Html.Words(await Admin.InEnglish().ReadAsync("/equipment?state=due")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nurse", "/equipment/gaochuan/fridge-1", HttpStatusCode.OK)]
    [InlineData("nurse", "/equipment/baishi/fridge-1", HttpStatusCode.NotFound)]
    [InlineData("nurse", "/equipment-change/gaochuan/fridge-1", HttpStatusCode.Forbidden)]
    [InlineData("nurse", "/equipment-papers/gaochuan/fridge-1", HttpStatusCode.OK)]
    [InlineData("auditor", "/equipment-papers/gaochuan/fridge-1", HttpStatusCode.Forbidden)]
    [InlineData("inspector", "/equipment/import", HttpStatusCode.Forbidden)]
    [InlineData("inspector", "/sensors/gaochuan/fridge-1/top", HttpStatusCode.OK)]
    [InlineData("baishi-nurse", "/sensors/gaochuan/fridge-1/top", HttpStatusCode.NotFound)]
    [InlineData("nurse", "/sensor-change/gaochuan/fridge-1/top", HttpStatusCode.Forbidden)]
    public async Task Who_may_see_and_change_equipment_follows_the_table(string person, string page, HttpStatusCode status)
    {
        using HttpClient client = await Server.LogInAsync(person);
        Assert.Equal(status, await client.StatusAsync(page));
    }

    [Fact]
    public async Task A_sensor_is_registered_where_it_sits()
    {
        string to = await Admin.SendAsync("/facilities/gaochuan/add-sensor", "sensor", new Dictionary<string, string>
        {
            ["Sensor"] = "gaochuan/fridge-1/bottom",
            ["StorageUnit"] = "gaochuan/fridge-1",
            ["PlacedAt"] = "2026-05-01 07:00",
            ["Position"] = "下层",
            ["Accuracy"] = "±0.5",
        });

        Assert.Equal("/sensors/gaochuan/fridge-1/bottom", to);
        Sensor sensor = await Server.AskAsync(records => records.Sensors.SingleAsync(
            one => one.Id == SensorId.Parse("gaochuan/fridge-1/bottom", CultureInfo.InvariantCulture), Token));
        Assert.Equal(500, sensor.AccuracyMilliKelvin);
        Assert.Contains("下层 2026-05-01 07:00", Html.Words(await Admin.ReadAsync("/equipment/gaochuan/fridge-1")), StringComparison.Ordinal);
    }

    private Task<string> AddAsync(string id, params (string Column, string Value)[] more)
    {
        Dictionary<string, string> fields = new()
        {
            ["StorageUnit"] = id,
            ["NameZh"] = "3号冰箱",
            ["NameEn"] = "Fridge 3",
            ["StorageUnitKind"] = "ice-lined refrigerator",
            ["Profile"] = "CN-IMM/fridge",
            ["PqsCode"] = "e003/007",
            ["Maker"] = "海示范",
            ["Model"] = "HBC-80",
            ["Capacity"] = "80.5",
            ["MadeOn"] = "2025-01-01",
            ["InstalledOn"] = "2026-01-01",
        };
        foreach ((string column, string value) in more)
        {
            fields[column] = value;
        }

        return Admin.SendAsync("/facilities/gaochuan/add-unit", "unit", fields);
    }
}
