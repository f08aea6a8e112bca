using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ColdChain.Core.Lots;
using ColdChain.Server.Equipment;
using ColdChain.Server.Equipment.Registering;
using ColdChain.Server.Facilities;
using ColdChain.Server.Tests.Equipment;
using ColdChain.Server.Tests.Pages;
using ColdChain.Server.Traceability;
using ColdChain.Server.Traceability.Papers;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>SQL and formulas in every cell of lists that people bring: what is no text is refused, what is one is kept to the letter.</summary>
public sealed class SqlInImportsTests : IAsyncLifetime
{
    /// <summary>Blanks around a cell are nobody's words, so those that begin with one come out without it.</summary>
    private static readonly string[] Texts = [.. HostileTexts.Sql.Concat(HostileTexts.Formulas).Where(text => text.Trim() == text)];

    private static readonly EquipmentColumn[] NoTexts =
    [
        EquipmentColumn.Facility, EquipmentColumn.Parent, EquipmentColumn.FacilityKind, EquipmentColumn.Level, EquipmentColumn.SocialCreditCode,
        EquipmentColumn.TimeZone, EquipmentColumn.StorageUnit, EquipmentColumn.StorageUnitKind, EquipmentColumn.Profile, EquipmentColumn.PqsCode,
        EquipmentColumn.Capacity, EquipmentColumn.MadeOn, EquipmentColumn.BoughtOn, EquipmentColumn.InstalledOn, EquipmentColumn.TakenOutOn,
        EquipmentColumn.Sensor, EquipmentColumn.PlacedAt, EquipmentColumn.RemovedAt, EquipmentColumn.Accuracy,
    ];

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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Texts_of_a_list_of_equipment_are_registered_as_they_are(bool isWorkbook)
    {
        string[] changing = ["facility", "storage_unit", "sensor", "measuring_point", "profile_change"];
        IReadOnlyList<string> before = await RecordsFingerprint.TakeAsync(_server, changing);
        (string Name, string[][] Rows)[] tables = [.. Enum.GetValues<EquipmentRowKind>().Where(kind => kind != EquipmentRowKind.Placement).Select(Table)];
        string said = isWorkbook ? await ImportAsync(Workbooks.Of(tables), "list.xlsx") : await InTurnAsync(tables);

        Assert.DoesNotContain("没有登记", said, StringComparison.Ordinal);
        Assert.Equal(before, await RecordsFingerprint.TakeAsync(_server, changing));
        List<Facility> facilities = await _server.AskAsync(records => records.Facilities.AsNoTracking().ToListAsync(Token));
        List<StorageUnit> units = await _server.AskAsync(records => records.StorageUnits.AsNoTracking().ToListAsync(Token));
        List<Sensor> sensors = await _server.AskAsync(records => records.Sensors.AsNoTracking().ToListAsync(Token));
        for (int index = 0; index < Texts.Length; index++)
        {
            string text = Texts[index];
            Facility facility = facilities.Single(one => one.Id.ToString() == $"h{index}");
            Assert.Equal((text, text, text), (facility.NameZh, facility.NameEn, facility.Address));
            StorageUnit unit = units.Single(one => one.Id.ToString() == $"h{index}/fridge");
            Assert.All(
                (string?[])[unit.NameZh, unit.NameEn, unit.Maker, unit.Model, unit.SerialNumber, unit.MedicalRegistration, unit.Location, unit.Funding], kept => Assert.Equal(text, kept));
            Assert.Equal(text, sensors.Single(one => one.Id.ToString() == $"h{index}/fridge/top").Model);
            Assert.Equal(HttpStatusCode.OK, await _admin.StatusAsync($"/equipment/h{index}/fridge"));
        }
    }

    [Fact]
    public async Task In_a_cell_that_holds_no_text_they_are_refused_and_nothing_is_registered()
    {
        IReadOnlyList<string> before = await RecordsFingerprint.TakeAsync(_server);
        int tried = 0;
        foreach (EquipmentRowKind kind in Enum.GetValues<EquipmentRowKind>())
        {
            foreach (EquipmentColumn column in EquipmentNames.Of(kind).Intersect(NoTexts))
            {
                string[] header = [.. EquipmentNames.Required(kind).Append(column).Append(EquipmentColumn.RowKind).Distinct().Select(EquipmentNames.Columns.Chinese)];
                string[][] rows = [.. Texts.Select(text => header.Select(name => EquipmentNames.Columns.Find(name) == column ? text : Cell(EquipmentNames.Columns.Find(name)!.Value, kind, 0, "text")).ToArray())];
                string said = await ImportAsync(Csv([header, .. rows]), "list.csv");
                Assert.All(Enumerable.Range(2, Texts.Length), line => Assert.Contains($"第 {line} 行", said, StringComparison.Ordinal));
                tried += Texts.Length;
            }
        }

        Assert.True(tried > 400, $"{tried} cells");
        Assert.Equal(before, await RecordsFingerprint.TakeAsync(_server));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Texts_of_movements_are_entered_and_read_back_as_they_are(bool isCsv)
    {
        MovementLine[] lines = [.. Texts.Select(Movement)];
        using HttpClient nurse = await _server.LogInAsync("nurse");
        if (isCsv)
        {
            PaperColumn[] columns = [.. lines[0].ToRow(1).Cells.Keys];
            byte[] csv = Csv([[.. columns.Select(PaperColumns.All.Chinese)], .. lines.Select(line => columns.Select(column => line.ToRow(1).Cells[column]).ToArray())]);
            Assert.Contains($"登记了 {lines.Length} 行", await nurse.SendAsync("/movements/import", "movements", new Dictionary<string, string>(), ("List", "list.csv", csv)), StringComparison.Ordinal);
        }
        else
        {
            using HttpResponseMessage entered = await nurse.PostAsJsonAsync(new Uri("/api/v1/facilities/gaochuan/movements", UriKind.Relative), new { movements = lines }, Token);
            Assert.Equal(HttpStatusCode.OK, entered.StatusCode);
        }

        JsonElement book = await nurse.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/facilities/gaochuan/movements", UriKind.Relative), Token);
        MovementLine[] read = [.. book.GetProperty("movements").EnumerateArray().Select(one => one.GetProperty("movement").Deserialize<MovementLine>(JsonSerializerOptions.Web)!)];
        Assert.Equal(lines.Select(AsKept), read.Select(line => line with { At = lines[0].At, ToUnit = null }));
        Assert.Equal(HttpStatusCode.OK, await nurse.StatusAsync("/lots"));
    }

    [Theory]
    [InlineData("remarks")]
    [InlineData("product")]
    [InlineData("from")]
    [InlineData("traceCodes")]
    public async Task A_zero_byte_in_a_movement_is_refused_with_its_line(string field)
    {
        using HttpClient nurse = await _server.LogInAsync("nurse");
        string json = JsonSerializer.Serialize(new { movements = new[] { Movement("plain", 0) } }, JsonSerializerOptions.Web)
            .Replace($"\"{field}\":\"plain", $"\"{field}\":\"pl\\u0000ain", StringComparison.Ordinal);
        using StringContent content = new(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await nurse.PostAsync(new Uri("/api/v1/facilities/gaochuan/movements", UriKind.Relative), content, Token);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("\"line\":1", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static MovementLine Movement(string text, int index) => new()
    {
        DocumentNumber = text + index,
        DocumentLine = 1,
        Kind = "receipt",
        At = "2026-04-01T10:00",
        Product = text,
        Manufacturer = text,
        AuthorisationHolder = text,
        Specification = text,
        ApprovalNumber = text,
        LotNumber = text,
        LotReleaseNumber = text,
        Doses = 5,
        From = text,
        To = "gaochuan",
        TransportTool = text,
        CoolingMethod = text,
        SentBy = text,
        ReceivedBy = text,
        Purpose = text,
        TraceCodes = text,
        Remarks = text,
    };

    /// <summary>What names a lot is kept in one spelling (LT-01); everything else to the letter.</summary>
    private static MovementLine AsKept(MovementLine line)
    {
        LotKey lot = LotKey.Create(line.Manufacturer!, line.Product!, line.LotNumber!);
        return line with { Manufacturer = lot.Manufacturer, Product = lot.Product, LotNumber = lot.LotNumber };
    }

    private static (string Name, string[][] Rows) Table(EquipmentRowKind kind)
    {
        EquipmentColumn[] columns =
        [
            .. EquipmentNames.Of(kind).Where(column => !NoTexts.Contains(column) || EquipmentNames.Required(kind).Contains(column)
                || column is EquipmentColumn.Parent or EquipmentColumn.StorageUnit or EquipmentColumn.PlacedAt),
        ];
        return (EquipmentNames.RowKinds.Chinese(kind), [
            [.. columns.Select(EquipmentNames.Columns.Chinese)],
            .. Texts.Select((text, index) => columns.Select(column => Cell(column, kind, index, text)).ToArray())]);
    }

    private static string Cell(EquipmentColumn column, EquipmentRowKind kind, int index, string text) => column switch
    {
        EquipmentColumn.RowKind => EquipmentNames.RowKinds.Chinese(kind),
        EquipmentColumn.Facility => $"h{index}",
        EquipmentColumn.Parent => "qinghe-cdc",
        EquipmentColumn.FacilityKind => "医院",
        EquipmentColumn.StorageUnit => $"h{index}/fridge",
        EquipmentColumn.StorageUnitKind => "普通冰箱",
        EquipmentColumn.Profile => "CN-IMM/fridge",
        EquipmentColumn.Sensor => $"h{index}/fridge/top",
        EquipmentColumn.PlacedAt => "2026-03-01 08:00",
        _ => text,
    };

    /// <summary>Facilities before their units, units before their sensors.</summary>
    private async Task<string> InTurnAsync(IEnumerable<(string Name, string[][] Rows)> tables)
    {
        StringBuilder said = new();
        foreach ((string Name, string[][] Rows) table in tables)
        {
            said.Append(await ImportAsync(Csv([.. Kinded(table)]), "list.csv"));
        }

        return said.ToString();
    }

    private static IEnumerable<string[]> Kinded((string Name, string[][] Rows) table) =>
        table.Rows.Select((row, index) => (string[])[index == 0 ? "类别" : table.Name, .. row]);

    private static byte[] Csv(string[][] rows) => Encoding.UTF8.GetBytes(
        string.Concat(rows.Select(row => string.Join(',', row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n")));

    private Task<string> ImportAsync(byte[] file, string name) =>
        _admin.SendAsync("/equipment/import", "equipment", new Dictionary<string, string>(), ("List", name, file));
}
