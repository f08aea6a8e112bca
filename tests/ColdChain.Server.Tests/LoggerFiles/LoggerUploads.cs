using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;
using ColdChain.Server.LoggerFiles;
using ColdChain.Server.Persistence;
using ColdChain.Server.Tests.Pages;
using ColdChain.Testing.LoggerFiles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.LoggerFiles;

/// <summary>A server that trusts the tests' own issuer, and somebody in a browser who uploads files to it.</summary>
internal static partial class LoggerUploads
{
    public const string Page = "/logger-files/gaochuan/fridge-1";

    public const string Serial = "169900000001";

    public static readonly SensorId Top = SensorId.Parse("gaochuan/fridge-1/top", CultureInfo.InvariantCulture);

    private static readonly ReportIssuer Issuer = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>With the serial registered for the sensor of fridge 1.</summary>
    public static async Task<ServerUnderTest> StartAsync()
    {
        ServerUnderTest server = await ServerUnderTest.StartAsync(
            new Dictionary<string, string?> { [LoggerFilesModule.IssuerKeySetting] = Issuer.Key });
        await server.RegisterAsync(Top, Serial);
        return server;
    }

    public static async Task RegisterAsync(this ServerUnderTest server, SensorId sensor, string serial)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        Sensor one = await records.Sensors.SingleAsync(candidate => candidate.Id == sensor, Token);
        one.SerialNumber = serial;
        await records.SaveChangesAsync(Token);
    }

    /// <summary>So many days up to 30 April 2026, a row every half hour; 4 °C but for the hours that <paramref name="warm"/> names.</summary>
    public static PlannedReport Plan(int days = 2, string serial = Serial, Func<DateTime, bool>? warm = null)
    {
        DateOnly last = new(2026, 4, 30);
        DateTime first = last.AddDays(1 - days).ToDateTime(TimeOnly.MinValue);
        return new PlannedReport
        {
            Model = "Q-tag Fridge-tag 2 L",
            Serial = serial,
            Days = PlannedReport.QuietDays(last, days),
            LogMinutes = 30,
            Log = [.. Enumerable.Range(0, days * 48).Select(row => first.AddMinutes(30 * row)).Select(
                at => new PlannedRow(at, warm?.Invoke(at) == true ? 120 : 40 + (at.Minute / 30), false))],
        };
    }

    public static byte[] Signed(PlannedReport plan) => ReportWriter.Sealed(plan, Issuer);

    /// <summary>Chooses a file and looks at the preview.</summary>
    public static async Task<string> LookAsync(
        this HttpClient client, byte[] file, string name = "ft2.txt", (string Sensor, string Zone)? settings = null, string page = Page)
    {
        (string sensor, string zone) = settings ?? (string.Empty, "Asia/Shanghai");
        string html = await client.ReadAsync(page);
        using MultipartFormDataContent form = new();
        AddHidden(form, html, "look");
        form.Add(new StringContent(sensor), "Chosen");
        form.Add(new StringContent(zone), "TimeZone");
        form.Add(UploadedPart.Of("Upload", name, file));
        using HttpResponseMessage answer = await client.PostAsync(new Uri(page, UriKind.Relative), form, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Token);
    }

    /// <summary>Presses the button under a preview.</summary>
    public static async Task<string> ConfirmAsync(this HttpClient client, string preview, string? ticket = null, string page = Page)
    {
        using MultipartFormDataContent form = new();
        AddHidden(form, preview, "confirm");
        form.Add(new StringContent(ticket ?? TicketOf(preview)), "Ticket");
        using HttpResponseMessage answer = await client.PostAsync(new Uri(page, UriKind.Relative), form, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Html.Words(await answer.Content.ReadAsStringAsync(Token));
    }

    public static async Task<string> UploadAsync(this HttpClient client, byte[] file, string name = "ft2.txt") =>
        await client.ConfirmAsync(await client.LookAsync(file, name));

    public static string TicketOf(string preview) => WebUtility.HtmlDecode(Ticket().Match(preview).Groups[1].Value);

    public static async Task<IReadOnlyList<StoredReading>> ReadingsAsync(this ServerUnderTest server) =>
        await server.App.Services.GetRequiredService<IReadingHistory>().ReadAsync(Top, Always, Token);

    public static async Task<IReadOnlyList<DailyExtreme>> DaysAsync(this ServerUnderTest server) =>
        await server.App.Services.GetRequiredService<IDailyExtremes>().ReadAsync(Top, Always, Token);

    public static async Task<IReadOnlyList<AgentEvent>> EventsAsync(this ServerUnderTest server) =>
        await server.App.Services.GetRequiredService<IAgentEventLog>().ListAsync(Always, 1_000, Token);

    public static async Task<T> RecordsAsync<T>(this ServerUnderTest server, Func<RecordsDbContext, Task<T>> read)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<RecordsDbContext>());
    }

    private static TimeRange Always => new(Instant.FromUnixMilliseconds(0), null);

    private static void AddHidden(MultipartFormDataContent form, string html, string handler)
    {
        string proof = Proof().Matches(html)[^1].Groups[1].Value;
        form.Add(new StringContent(handler), "_handler");
        form.Add(new StringContent(proof), "__RequestVerificationToken");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Proof();

    [GeneratedRegex("name=\"Ticket\" value=\"([^\"]+)\"")]
    private static partial Regex Ticket();
}
