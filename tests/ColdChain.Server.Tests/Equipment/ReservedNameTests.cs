using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Core.Wire;
using ColdChain.Server.SettingUp;
using ColdChain.Server.Tests.Ingest;
using ColdChain.Server.Tests.People;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.Equipment;

/// <summary>Nothing that is registered or delivered stands in a daily root under the name of the audit trail.</summary>
public sealed class ReservedNameTests
{
    private const string Facility = """{ "id": "_", "kind": "villageClinic", "nameZh": "甲", "nameEn": "A" }""";

    private const string Unit = """{ "id": "_/fridge", "kind": "refrigerator", "nameZh": "甲", "nameEn": "A", "profile": "CN-IMM/fridge" }""";

    private const string Sensor = """{ "id": "_/audit-trail", "unit": "gaochuan/fridge-1", "placedAt": "2026-01-01T00:00:00+08:00" }""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_leaf_of_the_audit_trail_has_a_reserved_name_and_names_with_an_underscore_elsewhere_have_none()
    {
        Assert.True(ReservedNames.Holds(AuditMark.LeafName.ToString()));
        Assert.True(ReservedNames.Holds("_"));
        Assert.All((string[])["gaochuan/_", "_a/fridge-1/top", "gaochuan", "__/x"], name => Assert.False(ReservedNames.Holds(name), name));
    }

    [Theory]
    [InlineData("facilities", Facility)]
    [InlineData("units", Unit)]
    [InlineData("sensors", Sensor)]
    public async Task Set_up_refuses_it_and_says_why(string section, string line)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        string file = Path.Combine(server.Directory, "equipment.json");
        await File.WriteAllTextAsync(file, $$"""{ "{{section}}": [ {{line}} ] }""", Token);
        SetUpOutcome outcome = await SetUp.FromFileAsync(server.App.Services, file, Token);
        Assert.Contains("reserved", Assert.Single(outcome.Mistakes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/facilities/gaochuan/add", "facility", "Facility", "_")]
    [InlineData("/facilities/gaochuan/add-unit", "unit", "StorageUnit", "_/fridge")]
    [InlineData("/facilities/gaochuan/add-sensor", "sensor", "Sensor", "_/audit-trail")]
    public async Task The_forms_and_lists_of_equipment_refuse_it_and_say_why(string page, string form, string column, string id)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        string answer = await EquipmentForms.SendAsync(admin, page, form, new Dictionary<string, string> { [column] = id });
        Assert.Contains("系统保留的名称", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reading_that_comes_under_it_is_kept_apart_with_the_reason_even_where_it_was_registered_before()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.ReadAsync(records =>
        {
            records.Add(new ColdChain.Server.Equipment.Sensor { Id = AuditMark.LeafName, FacilityId = FacilityId.Parse("gaochuan", null) });
            return records.SaveChangesAsync(Token);
        });
        using HttpClient client = server.Anonymous();
        await new AgentUnderTest(client).DeliverAsync(AgentUnderTest.Batch("_/audit-trail", new WireReading(1, AgentUnderTest.Start, 4_500, 0)));
        using HttpClient admin = await server.LogInAsync("admin");
        Assert.Contains("reserved name", await admin.GetStringAsync(new Uri("/api/v1/quarantine", UriKind.Relative), Token), StringComparison.Ordinal);
    }
}
