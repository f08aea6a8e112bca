using System.Data.Common;
using System.Net;
using ColdChain.Server.Inspection;
using ColdChain.Server.Persistence;
using ColdChain.Server.Tests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Inspection;

public sealed class HandReadingPageTests
{
    private const string Page = "/hand-readings/gaochuan/fridge-1";

    [Fact] // HR-05
    public async Task The_automatic_value_is_hidden_until_the_thermometer_s_is_signed()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.HoldAsync("gaochuan/fridge-1", 5_300, fromMinutesAgo: 30);
        using HttpClient nurse = await server.LogInAsync("nurse");
        Assert.DoesNotContain("5.3", await nurse.ReadAsync(Page), StringComparison.Ordinal);

        string after = await EnterAsync(nurse, new() { ["Form.Value"] = "４．６" });

        Assert.Contains("温度计 4.6 °C 自动监测 5.3 °C 相差 0.7 °C", after, StringComparison.Ordinal);
        HandReadingEntry entry = Assert.Single(await StoredAsync(server));
        Assert.Equal((4_600, 5_300, false), (entry.Value.MilliCelsius, entry.AutomaticValue!.Value.MilliCelsius, entry.IsLate));
        Assert.Equal(("李护士", ServerUnderTest.Start), (entry.SignedBy, entry.ReadAt));
    }

    [Fact] // HR-06
    public async Task Readings_that_differ_too_much_ask_for_a_check_of_the_sensor()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.HoldAsync("gaochuan/fridge-1", 6_200, fromMinutesAgo: 5);
        using HttpClient nurse = await server.LogInAsync("nurse");

        string after = await EnterAsync(nurse, new() { ["Form.Value"] = "4.6" });

        Assert.Contains("请核查传感器和温度计", after, StringComparison.Ordinal);
    }

    [Fact] // HR-05
    public async Task Without_an_automatic_reading_that_still_speaks_the_result_says_so()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.HoldAsync("gaochuan/fridge-1", 5_300, fromMinutesAgo: 90, untilMinutesAgo: 31);
        using HttpClient nurse = await server.LogInAsync("nurse");

        Assert.Contains("当时没有自动数据", await EnterAsync(nurse, new() { ["Form.Value"] = "4.6" }), StringComparison.Ordinal);
    }

    [Fact] // HR-02
    public async Task The_afternoon_opens_six_hours_after_the_morning_s_reading()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(90));
        using HttpClient nurse = await server.LogInAsync("nurse");
        await EnterAsync(nurse, new() { ["Form.Value"] = "4.6" });

        Assert.Contains("下午测温从 15:30 起可以登记", Html.Words(await nurse.ReadAsync(Page)), StringComparison.Ordinal);
        server.Clock.Advance(TimeSpan.FromHours(6));
        using HttpClient again = await server.LogInAsync("nurse");
        Assert.Contains("今天两次测温已完成", await EnterAsync(again, new() { ["Form.Value"] = "4.8" }), StringComparison.Ordinal);
    }

    [Fact] // HR-03
    public async Task A_missed_reading_is_entered_late_with_a_reason_and_stays_marked()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        server.Clock.Advance(TimeSpan.FromHours(7));
        using HttpClient nurse = await server.LogInAsync("nurse");
        Dictionary<string, string> late = new() { ["_handler"] = "late", ["Form.Value"] = "4.6", ["Form.ReadAt"] = "2026-05-01T08:30" };

        Assert.Contains("必须填写原因", await EnterAsync(nurse, late), StringComparison.Ordinal);
        Assert.Empty(await StoredAsync(server));

        string after = await EnterAsync(nurse, new(late) { ["Form.Reason"] = "接种门诊忙" });
        Assert.Contains("（补录）", after, StringComparison.Ordinal);
        Assert.True(Assert.Single(await StoredAsync(server)).IsLate);
    }

    [Fact] // HR-03
    public async Task Two_days_later_the_slot_cannot_be_filled_any_more()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await LogInAfterAsync(server, TimeSpan.FromDays(2));

        string after = await EnterAsync(
            nurse, new() { ["_handler"] = "late", ["Form.Value"] = "4.6", ["Form.ReadAt"] = "2026-05-01T08:30", ["Form.Reason"] = "忘记" });

        Assert.Contains("已超过 24 小时", after, StringComparison.Ordinal);
        Assert.Empty(await StoredAsync(server));
    }

    [Fact] // HR-09
    public async Task A_correction_is_a_further_row_and_the_first_stays_to_be_seen()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");
        await EnterAsync(nurse, new() { ["Form.Value"] = "45" });
        long wrong = Assert.Single(await StoredAsync(server)).Id;

        string page = $"{Page}?correct={wrong}";
        using HttpResponseMessage answer = await ServerUnderTest.PostFormAsync(
            nurse, page, new Dictionary<string, string> { ["Form.Value"] = "4.5", ["Form.Reason"] = "漏了小数点", ["Form.Password"] = ServerUnderTest.Password });

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        IReadOnlyList<HandReadingEntry> stored = await StoredAsync(server);
        Assert.Equal([45_000, 4_500], stored.Select(entry => entry.Value.MilliCelsius));
        Assert.Equal((wrong, stored[0].ReadAt), (stored[1].VoidsId!.Value, stored[1].ReadAt));
        Assert.Contains("struck", await nurse.ReadAsync(Page), StringComparison.Ordinal);
    }

    [Fact] // HR-04
    public async Task Of_two_who_press_the_button_at_once_one_is_refused()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");
        using HttpClient again = await server.LogInAsync("nurse");

        string[] answers = await Task.WhenAll(
            EnterAsync(nurse, new() { ["Form.Value"] = "4.6" }), EnterAsync(again, new() { ["Form.Value"] = "4.7" }));

        Assert.Single(answers, answer => answer.Contains("这个时段已经登记", StringComparison.Ordinal));
        Assert.Single(await StoredAsync(server));
    }

    [Fact] // HR-09
    public async Task Not_even_the_database_changes_or_removes_what_was_signed()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");
        await EnterAsync(nurse, new() { ["Form.Value"] = "4.6" });
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        CancellationToken token = TestContext.Current.CancellationToken;

        await Assert.ThrowsAnyAsync<DbException>(() => records.Database.ExecuteSqlRawAsync("UPDATE hand_reading_entry SET value_milli_celsius = 1", token));
        await Assert.ThrowsAnyAsync<DbException>(() => records.Database.ExecuteSqlRawAsync("DELETE FROM hand_reading_entry", token));
    }

    [Theory] // HR-07
    [InlineData("inspector", HttpStatusCode.Forbidden)]
    [InlineData("auditor", HttpStatusCode.Forbidden)]
    [InlineData("admin", HttpStatusCode.Forbidden)]
    [InlineData("baishi-nurse", HttpStatusCode.NotFound)]
    public async Task Nobody_but_the_facility_s_own_staff_reaches_the_form(string person, HttpStatusCode refused)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient client = await server.LogInAsync(person);

        Assert.Equal(refused, await client.StatusAsync(Page));
        using FormUrlEncodedContent form = new(new Dictionary<string, string> { ["_handler"] = "now", ["Form.Value"] = "4.6" });
        using HttpResponseMessage posted = await client.PostAsync(new Uri(Page, UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(refused, posted.StatusCode);
        Assert.Empty(await StoredAsync(server));
    }

    [Fact] // HR-11
    public async Task Where_there_is_a_freezer_compartment_both_values_are_asked_for()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await FreezerAsync(server);
        using HttpClient nurse = await server.LogInAsync("nurse");

        Assert.Contains("请填写一个温度数字", await EnterAsync(nurse, new() { ["Form.Value"] = "4.6" }), StringComparison.Ordinal);
        await EnterAsync(nurse, new() { ["Form.Value"] = "4.6", ["Form.FreezerValue"] = "-20.5" });

        Assert.Equal(-20_500, Assert.Single(await StoredAsync(server)).FreezerValue!.Value.MilliCelsius);
    }

    /// <summary>A second measuring point of the fridge, in its freezer compartment.</summary>
    private static async Task FreezerAsync(ServerUnderTest server)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        CancellationToken token = TestContext.Current.CancellationToken;
        await records.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO sensor (id, facility_id) VALUES ('gaochuan/fridge-1/freezer', 'gaochuan');
            INSERT INTO measuring_point (sensor_id, storage_unit_id, placed_at_ms, position)
            VALUES ('gaochuan/fridge-1/freezer', 'gaochuan/fridge-1', 0, 'freezer');
            """,
            token);
    }

    private static async Task<HttpClient> LogInAfterAsync(ServerUnderTest server, TimeSpan passed)
    {
        server.Clock.Advance(passed);
        return await server.LogInAsync("nurse");
    }

    /// <summary>Fills in the form and gives the words of the page that follows.</summary>
    private static async Task<string> EnterAsync(HttpClient client, Dictionary<string, string> fields)
    {
        fields.TryAdd("Form.Password", ServerUnderTest.Password);
        using HttpResponseMessage answer = await ServerUnderTest.PostFormAsync(client, Page, fields);
        return answer.StatusCode == HttpStatusCode.Found
            ? Html.Words(await client.ReadAsync(answer.Headers.Location!.ToString()))
            : Html.Words(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<IReadOnlyList<HandReadingEntry>> StoredAsync(ServerUnderTest server)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RecordsDbContext>().Set<HandReadingEntry>().AsNoTracking()
            .OrderBy(entry => entry.Id).ToListAsync(TestContext.Current.CancellationToken);
    }
}
