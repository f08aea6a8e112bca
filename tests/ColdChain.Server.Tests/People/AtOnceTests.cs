using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using ColdChain.Core.Identity;
using ColdChain.Server.Equipment;
using ColdChain.Server.Tests.Equipment;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ColdChain.Server.Tests.People;

/// <summary>Two who do the same at once are answered as two who do it one after the other: nobody is told that the server failed.</summary>
public sealed class AtOnceTests : IAsyncLifetime
{
    /// <summary>Enough that two of them look before either has written.</summary>
    private const int Many = 8;

    private const string Movements = "/api/v1/facilities/gaochuan/movements";

    /// <summary>Every unique index and every key that is typed, and what answers for two at once. A new one needs a line and a test.</summary>
    private static readonly Dictionary<string, string> AnsweredBy = new()
    {
        ["agent_registration(id)"] = nameof(Of_agents_of_one_name_one_is_registered),
        ["facility(id)"] = nameof(Of_facilities_of_one_code_one_is_registered),
        ["facility(path)"] = nameof(Of_facilities_of_one_code_one_is_registered),
        ["storage_unit(id)"] = nameof(Of_units_of_one_code_one_is_registered),
        ["sensor(id)"] = nameof(Of_sensors_of_one_name_one_is_registered),
        ["measuring_point(sensor_id,placed_at_ms)"] = nameof(Of_sensors_of_one_name_one_is_registered),
        ["measuring_point(sensor_id)"] = nameof(A_sensor_that_two_move_is_moved_once),
        ["kept_profile(storage_unit_id,kept_from_ms)"] = nameof(Profiles_that_are_changed_in_one_moment_follow_each_other),
        ["person(normalized_user_name)"] = nameof(Of_people_of_one_user_name_one_is_added),
        ["lot_entry(lot_number,product,manufacturer)"] = nameof(A_line_that_is_sent_by_two_is_entered_once_and_their_lot_with_it),
        ["movement_entry(owner_facility_id,document_number,document_line)"] = nameof(A_line_that_is_sent_by_two_is_entered_once_and_their_lot_with_it),
        ["hand_reading_entry(storage_unit_id,day,slot)"] = "HandReadingPageTests",
        ["hand_reading_entry(voids_id)"] = "HandReadingPageTests",
        ["set_up_link(token_sha256)"] = "made by chance",
        ["integration_key(key_sha256)"] = "made by chance",
        ["log_in_session(id_sha256)"] = "made by chance",
        ["acknowledgement_link(token_sha256)"] = "made by chance",
        ["excursion_entry(sensor_id,started_at_ms,side)"] = "written by the one judge",
        ["agent_report(agent_id)"] = "written by the one judge",
        ["alarm_excursion(excursion_id)"] = "written by the one intake",
        ["alarm_step(alarm_id,step)"] = "AlarmDeskTests",
        ["alarming_cursor(name)"] = "written by the one intake",
        ["outbox_message(key)"] = "CrashTests",
        ["due_notice(key)"] = "written by the one stage",
        ["audit_head(id)"] = "AuditChainTests",
        ["person_login(login_provider,provider_key)"] = "written by nobody",
        ["person_token(user_id,login_provider,name)"] = "written by nobody",
    };

    private readonly List<HttpClient> _admins = [];
    private ServerUnderTest _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerUnderTest.StartAsync();
        for (int number = 0; number < Many; number++)
        {
            _admins.Add(await _server.LogInAsync("admin"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _admins.ForEach(admin => admin.Dispose());
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Every_unique_index_of_the_records_is_answered_for()
    {
        string[] unique = await _server.ReadAsync(records => Task.FromResult(records.Model.GetEntityTypes().SelectMany(UniqueOf).Order().ToArray()));
        Assert.Empty(unique.Except(AnsweredBy.Keys));
        Assert.Empty(AnsweredBy.Keys.Except(unique));
    }

    [Fact]
    public async Task Of_people_of_one_user_name_one_is_added() => HoldOneDone(
        await AtOnceAsync((admin, _) => admin.SendAsync(
            "/people", "add-person", ("Form.UserName", "new.nurse"), ("Form.FullName", "新护士"), ("Form.Role", "staff"), ("Form.Facility", "gaochuan"))),
        "/set-up/",
        "这个用户名已有人使用");

    [Fact]
    public async Task Of_agents_of_one_name_one_is_registered() => HoldOneDone(
        await AtOnceAsync((admin, _) => admin.SendAsync("/keys", "add-agent", ("Agent.Name", "new-gateway"), ("Agent.Facility", "gaochuan"))),
        "cca_",
        "已有同名的采集端");

    [Fact]
    public async Task Of_facilities_of_one_code_one_is_registered() => HoldOneDone(
        await AtOnceAsync((admin, number) => admin.SendAsync("/facilities/gaochuan/add", "facility", new Dictionary<string, string>
        {
            ["Facility"] = "dawan",
            ["NameZh"] = Named("大湾村卫生室", number),
            ["NameEn"] = "Dawan clinic",
            ["FacilityKind"] = "village clinic",
        })),
        "/facilities/dawan",
        "已登记，但");

    [Fact]
    public async Task Of_units_of_one_code_one_is_registered() => HoldOneDone(
        await AtOnceAsync((admin, number) => admin.SendAsync("/facilities/gaochuan/add-unit", "unit", new Dictionary<string, string>
        {
            ["StorageUnit"] = "gaochuan/fridge-3",
            ["NameZh"] = Named("冰箱", number),
            ["NameEn"] = "Fridge 3",
            ["StorageUnitKind"] = "refrigerator",
            ["Profile"] = "CN-IMM/fridge",
        })),
        "/equipment/gaochuan/fridge-3",
        "已登记，但");

    [Fact]
    public async Task Of_sensors_of_one_name_one_is_registered() => HoldOneDone(
        await AtOnceAsync((admin, number) => admin.SendAsync("/facilities/gaochuan/add-sensor", "sensor", new Dictionary<string, string>
        {
            ["Sensor"] = "gaochuan/fridge-1/bottom",
            ["StorageUnit"] = "gaochuan/fridge-1",
            ["PlacedAt"] = "2026-05-01 07:00",
            ["SerialNumber"] = Named("SN", number),
        })),
        "/sensors/gaochuan/fridge-1/bottom",
        "已登记，但");

    [Fact]
    public async Task A_sensor_that_two_move_is_moved_once()
    {
        string[] answers = await AtOnceAsync((admin, _) => admin.SendAsync(
            "/sensor-change/gaochuan/fridge-1/top", "move", new Dictionary<string, string> { ["To"] = "gaochuan/fridge-2", ["At"] = "", ["Reason"] = "" }));

        HoldOneDone(answers, "/sensors/gaochuan/fridge-1/top", "它已在别处");
        Assert.Equal(2, await _server.AskAsync(records => records.MeasuringPoints.CountAsync(
            point => point.SensorId == SensorId.Parse("gaochuan/fridge-1/top", CultureInfo.InvariantCulture), Token)));
    }

    [Fact] // EX-38
    public async Task Profiles_that_are_changed_in_one_moment_follow_each_other()
    {
        string[] answers = await AtOnceAsync((admin, number) => admin.SendAsync("/equipment-change/gaochuan/fridge-1", "unit", new Dictionary<string, string>
        {
            ["NameZh"] = "1号冰箱",
            ["NameEn"] = "Fridge 1",
            ["StorageUnitKind"] = "refrigerator",
            ["Profile"] = number % 2 == 0 ? "CN-GSP/fridge" : "WHO/fridge",
        }));

        Assert.All(answers, answer => Assert.Equal("/equipment/gaochuan/fridge-1", answer));
        List<KeptProfile> kept = await _server.AskAsync(records => records.Set<KeptProfile>().OrderBy(one => one.KeptFrom).ToListAsync(Token));
        string last = await _server.AskAsync(records => records.StorageUnits
            .Where(one => one.Id == kept[0].StorageUnitId).Select(one => one.ProfileId).SingleAsync(Token));
        Assert.Equal(last, kept[^1].ProfileId);
    }

    [Fact]
    public async Task A_programs_key_that_two_change_is_changed_once()
    {
        await _admins[0].SendAsync(
            "/keys", "add-integration", ("Integration.Name", "warehouse"), ("Integration.Facility", "gaochuan"), ("Integration.MayRead", "true"), ("Integration.Days", "30"));

        HoldOneDone(
            await AtOnceAsync((admin, _) => admin.SendAsync("/keys/integrations/1", "change-key", ("Form.Days", "365"), ("Form.Overlap", "7"))),
            "cci_",
            "已经停用、到期或已更换");
    }

    [Theory]
    [InlineData("reset-password")]
    [InlineData("lock-person")]
    [InlineData("change-person")]
    public async Task What_several_do_to_one_person_is_done_one_after_the_other(string act)
    {
        long id = (await _server.FindAsync("nurse")).Id;
        HttpStatusCode[] answers = await AtOnceAsync(async (admin, number) =>
        {
            using HttpResponseMessage answer = await admin.SendFormAsync(
                $"/people/{id}",
                act,
                ("Reason", "调离本院"), ("Act", "lock"), ("Form.FullName", Named("李护士", number)), ("Form.Role", "staff"), ("Form.Facility", "gaochuan"));
            return answer.StatusCode;
        });

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
    }

    [Fact] // LT-19
    public async Task A_line_that_is_sent_by_two_is_entered_once_and_their_lot_with_it()
    {
        using HttpClient nurse = await _server.LogInAsync("nurse");
        string[] answers = await AtOnceAsync(async (_, number) =>
        {
            using HttpResponseMessage answer = await nurse.PostAsJsonAsync(
                new Uri(Movements, UriKind.Relative), new { movements = new[] { Receipt(1 + (number % 2)) } }, Token);
            return await answer.Content.ReadAsStringAsync(Token);
        });

        Assert.Equal(2, answers.Count(answer => answer.Contains("\"added\":1", StringComparison.Ordinal)));
        Assert.Equal(Many - 2, answers.Count(answer => answer.Contains("\"alreadyKnown\":1", StringComparison.Ordinal)));
    }

    private static object Receipt(int line) => new
    {
        documentNumber = "RK9",
        documentLine = line,
        kind = "receipt",
        at = "2026-03-01T10:00:00+08:00",
        product = "重组乙型肝炎疫苗",
        manufacturer = "清河虚构生物",
        lotNumber = "202601A01",
        doses = 10,
        from = "示范医药配送",
        to = "gaochuan",
    };

    private static string Named(string what, int number) => string.Create(CultureInfo.InvariantCulture, $"{what}{number}");

    private Task<TAnswer[]> AtOnceAsync<TAnswer>(Func<HttpClient, int, Task<TAnswer>> act) =>
        Task.WhenAll(_admins.Select((admin, number) => Task.Run(() => act(admin, number), Token)));

    private static void HoldOneDone(string[] answers, string done, string refused)
    {
        Assert.Single(answers, answer => answer.Contains(done, StringComparison.Ordinal) && !answer.Contains(refused, StringComparison.Ordinal));
        Assert.Equal(Many - 1, answers.Count(answer => answer.Contains(refused, StringComparison.Ordinal)));
    }

    /// <summary>Numbers that the database gives itself are left out: nobody gives one twice.</summary>
    private static IEnumerable<string> UniqueOf(IEntityType type)
    {
        IEnumerable<IReadOnlyList<IProperty>> keys = type.GetKeys()
            .Where(key => key.Properties is not [{ ValueGenerated: ValueGenerated.OnAdd }]).Select(key => key.Properties);
        return keys.Concat(type.GetIndexes().Where(index => index.IsUnique).Select(index => index.Properties))
            .Select(properties => $"{type.GetTableName()}({string.Join(',', properties.Select(one => one.GetColumnName()))})");
    }
}
