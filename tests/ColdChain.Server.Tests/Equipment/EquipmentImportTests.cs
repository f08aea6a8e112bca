using System.Globalization;
using System.Text;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.Running;
using ColdChain.Server.Tests.Pages;
using ColdChain.Testing;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.Equipment;

public sealed class EquipmentImportTests : IAsyncLifetime
{
    private const string Page = "/equipment/import";

    /// <summary>In an order that asks for more than one look: the unit before its facility, the child before its parent.</summary>
    private const string List = """
        类别,机构编码,上级机构编码,名称,英文名称,机构类型,级别,统一社会信用代码,设备编码,设备类型,储存温度要求,容积(L),启用日期,传感器编码,安装时间,取出时间,位置,型号,准确度(±℃)
        设备,,,1号冰箱,Fridge 1,,,,xiaowan/fridge-1,普通冰箱,CN-IMM/fridge,80.5,2026/1/5,,,,,HBC-80,
        机构,xiaowan,dawan,小湾村卫生室,Xiaowan clinic,村卫生室,村级,,,,,,,,,,,,
        机构,dawan,qinghe-cdc,大湾镇卫生院,Dawan Health Centre,乡镇卫生院,乡镇级,91350100M000100Y43,,,,,,,,,,,
        传感器,,,,,,,,xiaowan/fridge-1,,,,,xiaowan/fridge-1/top,2026-03-01 08:00,,上层,HT-20,0.5
        测点,,,,,,,,qinghe-cdc/cold-room-1,,,,,xiaowan/fridge-1/top,2026-02-01 08:00,2026-03-01 08:00,比对,,

        """;

    private ServerUnderTest _server = null!;
    private HttpClient _admin = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerUnderTest.StartAsync();
        _admin = await _server.LogInAsync("admin");
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_registered_and_writes_nothing()
    {
        string said = await ImportAsync(List, isDry: true);

        Assert.Contains("没有问题。尚未登记。 机构 2； 设备 1； 传感器 1； 测点 2； 已登记过 0", said, StringComparison.Ordinal);
        Assert.Equal((3, 4, 4), await CountAsync());
    }

    [Fact]
    public async Task A_list_is_registered_whole_and_once_in_whatever_order_it_stands()
    {
        Assert.Contains("已登记。 机构 2； 设备 1； 传感器 1； 测点 2；", await ImportAsync(List), StringComparison.Ordinal);
        Assert.Contains("机构 0； 设备 0； 传感器 0； 测点 0； 已登记过 6", await ImportAsync(List), StringComparison.Ordinal);

        Facility village = await _server.AskAsync(records => records.Facilities.SingleAsync(one => one.Id == FacilityId.Parse("xiaowan", null), Token));
        Assert.Equal(("/qinghe-cdc/dawan/xiaowan/", FacilityLevel.Village, "Asia/Shanghai"), (village.Path, village.Level, village.TimeZone));
        StorageUnit unit = await _server.AskAsync(records => records.StorageUnits.SingleAsync(one => one.Id == StorageUnitId.Parse("xiaowan/fridge-1", null), Token));
        Assert.Equal((80_500, new DateOnly(2026, 1, 5)), (unit.CapacityMillilitres, unit.InstalledOn));
        Sensor sensor = await _server.AskAsync(records => records.Sensors.SingleAsync(one => one.Id == SensorId.Parse("xiaowan/fridge-1/top", null), Token));
        Assert.Equal(("xiaowan", 500), (sensor.FacilityId.ToString(), sensor.AccuracyMilliKelvin));
        List<MeasuringPoint> points = await _server.AskAsync(records => records.MeasuringPoints.Where(point => point.SensorId == sensor.Id).OrderBy(point => point.PlacedAt).ToListAsync(Token));
        Assert.Equal(points[0].RemovedAt, points[1].PlacedAt);
    }

    [Fact]
    public async Task Every_problem_is_listed_at_once_with_its_line_and_column_in_both_languages()
    {
        string bad = List
            .Replace("91350100M000100Y43", "91350100M000100Y44", StringComparison.Ordinal)
            .Replace("CN-IMM/fridge", "CN/fridge", StringComparison.Ordinal)
            .Replace("2026-03-01 08:00,,上层", "soon,,上层", StringComparison.Ordinal)
            .Replace("村卫生室,村级", "诊所,村级", StringComparison.Ordinal);

        string said = await ImportAsync(bad);

        Assert.Contains("第 2 行：储存温度要求“CN/fridge”应为", said, StringComparison.Ordinal);
        Assert.Contains("第 3 行：机构类型“诊所”应为", said, StringComparison.Ordinal);
        Assert.Contains("第 4 行：统一社会信用代码“91350100M000100Y44”不正确", said, StringComparison.Ordinal);
        Assert.Contains("第 5 行：安装时间“soon”不是时间", said, StringComparison.Ordinal);
        Assert.Contains("line 4: social credit code '91350100M000100Y44' is wrong", await ImportAsync(bad, english: true), StringComparison.Ordinal);
        Assert.Equal((3, 4, 4), await CountAsync());
    }

    [Theory]
    [InlineData("机构,gaochuan,qinghe-cdc,别名,Other,乡镇卫生院,,,,,,,,,,,,,", "已登记，但名称、英文名称不同")]
    [InlineData("机构,one,two,一,One,医院,,,,,,,,,,,,,\n机构,two,one,二,Two,医院,,,,,,,,,,,,,", "的上级又在它自己之下")]
    [InlineData("机构,one,,一,One,医院,,,,,,,,,,,,,", "没有填写上级机构编码")]
    [InlineData("机构,one,nowhere,一,One,医院,,,,,,,,,,,,,", "上级机构 nowhere 既不在本文件中")]
    [InlineData("设备,,,一,One,,,,nowhere/fridge-1,冷藏箱,CN-IMM/cold-box,,,,,,,,", "机构 nowhere 既不在本文件中")]
    [InlineData("设备,,,一,One,,,,gaochuan/a,冷藏箱,CN-IMM/cold-box,,,,,,,,\n设备,,,一,One,,,,gaochuan/a,冷藏箱,CN-IMM/cold-box,,,,,,,,", "在本文件中重复")]
    [InlineData("设备,,,一,One,医院,,,gaochuan/a,冷藏箱,CN-IMM/cold-box,,,,,,,,", "不用于“设备”行")]
    [InlineData("测点,,,,,,,,gaochuan/fridge-2,,,,,gaochuan/fridge-1/top,2026-03-01 08:00,,,,", "请在它的页面上移动")]
    [InlineData("传感器,,,,,,,,gaochuan/fridge-1,,,,,gaochuan/x,2026-06-01 08:00,,,,", "在将来")]
    [InlineData("传感器,,,,,,,,gaochuan/fridge-1,,,,,gaochuan/x,2026-03-01 08:00,,,,\n测点,,,,,,,,gaochuan/fridge-2,,,,,gaochuan/x,2026-02-01 08:00,2026-03-02 08:00,,,", "同一时间在两处")]
    [InlineData("传感器,,,,,,,,,,,,,gaochuan/x,,,,,", "请填写设备编码或机构编码")]
    [InlineData("什么,,,,,,,,,,,,,,,,,,", "类别应为机构、设备、传感器或测点")]
    public async Task What_does_not_fit_what_is_registered_or_the_rest_of_the_list_is_refused(string lines, string said)
    {
        Assert.Contains(said, await ImportAsync(List.Split('\n')[0] + "\n" + lines + "\n"), StringComparison.Ordinal);
        Assert.Equal((3, 4, 4), await CountAsync());
    }

    [Fact]
    public async Task An_administrator_of_a_township_registers_below_it_and_nowhere_else()
    {
        await _server.AskAsync(records => records.Users.Where(one => one.UserName == "baishi-nurse")
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Role, "administrator"), Token));
        using HttpClient township = await _server.LogInAsync("baishi-nurse");

        string said = await ImportAsync(List, client: township);

        Assert.Contains("上级机构 qinghe-cdc 既不在本文件中，也不在您的管辖范围内", said, StringComparison.Ordinal);
        Assert.Contains("编码 gaochuan 已被其他单位使用", await ImportAsync(
            List.Split('\n')[0] + "\n机构,gaochuan,baishi,一,One,医院,,,,,,,,,,,,,\n", client: township), StringComparison.Ordinal);
        Assert.Equal((3, 4, 4), await CountAsync());
    }

    [Fact]
    public async Task A_workbook_with_a_table_for_each_kind_is_registered_as_well()
    {
        byte[] workbook = Workbooks.Of(
            ("机构", [["机构编码", "上级机构编码", "名称", "英文名称", "机构类型"], ["dawan", "qinghe-cdc", "大湾", "Dawan", "医院"]]),
            ("设备", [["设备编码", "名称", "英文名称", "设备类型", "储存温度要求"], ["dawan/box-1", "1号箱", "Box 1", "冷藏箱", "CN-IMM/cold-box"]]));

        Assert.Contains("已登记。 机构 1； 设备 1；", await SendAsync(_admin, workbook, "list.xlsx", isDry: false), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_a_Chinese_spreadsheet_saved_is_read_in_its_code_page() => Assert.Contains(
        "没有问题",
        await SendAsync(_admin, CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(List), "list.csv", isDry: true),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("facility")]
    [InlineData("unit")]
    [InlineData("sensor")]
    [InlineData("placement")]
    public async Task An_empty_form_is_a_list_that_spreadsheets_open_as_UTF_8_and_that_is_read_without_a_mistake(string kind)
    {
        byte[] form = await _admin.GetByteArrayAsync(new Uri($"/api/v1/equipment-template/{kind}", UriKind.Relative), Token);

        Assert.Equal([0xEF, 0xBB, 0xBF], form[..3]);
        Assert.Contains("没有问题", await SendAsync(_admin, form, "form.csv", isDry: true), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await _admin.StatusAsync("/api/v1/equipment-template/other"));
    }

    [Fact]
    public async Task From_the_console_a_list_is_tried_then_registered_and_mistakes_end_with_2()
    {
        using TemporaryDirectory folder = new();
        string file = folder.Path("list.csv");
        await File.WriteAllTextAsync(file, List.Replace("dawan,qinghe-cdc", "dawan,", StringComparison.Ordinal).Replace("qinghe-cdc/cold-room-1", "xiaowan/fridge-1", StringComparison.Ordinal), Token);
        await File.WriteAllTextAsync(folder.Path("bad.csv"), "类别,机构编码\n机构,Dawan\n", Token);

        Assert.Equal((0, "No problem; nothing was registered. Would register 2 of 'facility', 1 of 'unit', 1 of 'sensor', 2 of 'placement'; 0 were registered before.\n"), await RunAsync(file, "--dry-run", "--data", folder.Path("data")));
        Assert.StartsWith("Registered 2", (await RunAsync("--data", folder.Path("data"), file)).Said, StringComparison.Ordinal);
        Assert.EndsWith("6 were registered before.\n", (await RunAsync(file, "--data", folder.Path("data"))).Said, StringComparison.Ordinal);
        (int exit, string said) = await RunAsync(folder.Path("bad.csv"), "--data", folder.Path("data"));
        Assert.Equal(2, exit);
        Assert.Contains("line 2: facility id 'Dawan' is no id", said, StringComparison.Ordinal);
        Assert.Contains("Nothing was registered.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verb_says_what_it_takes()
    {
        Assert.Contains("--dry-run", (await RunAsync("--help")).Said, StringComparison.Ordinal);
        Assert.Equal((2, "import-equipment needs a FILE; see import-equipment --help.\n"), await RunAsync());
        Assert.Equal((2, "There is no file 'none.csv'.\n"), await RunAsync("none.csv"));
    }

    private static async Task<(int Exit, string Said)> RunAsync(params string[] arguments)
    {
        await using StringWriter said = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        int exit = await Verbs.RunAsync(["import-equipment", .. arguments], new ManualClock(ServerUnderTest.Start.ToDateTimeOffset()), said, said);
        return (exit, said.ToString());
    }

    private Task<string> ImportAsync(string list, bool isDry = false, bool english = false, HttpClient? client = null) =>
        SendAsync(english ? _admin.InEnglish() : client ?? _admin, Encoding.UTF8.GetBytes(list), "list.csv", isDry);

    private static Task<string> SendAsync(HttpClient client, byte[] file, string name, bool isDry) => client.SendAsync(
        Page, "equipment", isDry ? new Dictionary<string, string> { ["Dry"] = "true" } : [], ("List", name, file));

    private async Task<(int Facilities, int Units, int Sensors)> CountAsync() => await _server.AskAsync(async records => (
        await records.Facilities.CountAsync(Token), await records.StorageUnits.CountAsync(Token), await records.Sensors.CountAsync(Token)));
}
