using System.Net;
using System.Text.RegularExpressions;
using ColdChain.Core.Time;
using ColdChain.Server.Persistence;
using ColdChain.Server.Running;
using ColdChain.Server.SettingUp;
using ColdChain.Server.Tests.Persistence;
using ColdChain.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests;

/// <summary>The whole server on a free loopback port, over real files in a folder of its own, with a clock in hand.</summary>
/// <remarks>
/// Set up with the small county of <see cref="County"/>: a CDC above the townships gaochuan and baishi. People:
/// <c>nurse</c> (staff of gaochuan), <c>baishi-nurse</c>, <c>inspector</c>, <c>auditor</c> and <c>admin</c> (of the
/// CDC); everybody's password is <see cref="Password"/>. Alarms of gaochuan go to 王芳, then Liu Wei, then the CDC's robot.
/// </remarks>
public sealed partial class ServerUnderTest : IAsyncDisposable
{
    public const string Password = "a-long-password-1";

    public const string GaochuanKey = "gaochuan-key-0123456789";

    public const string BaishiKey = "baishi-key-0123456789";

    /// <summary>2026-05-01 08:00 in Asia/Shanghai.</summary>
    public static readonly Instant Start = Instant.FromUnixMilliseconds(1_777_593_600_000);

    public const string County = $$"""
        {
          "facilities": [
            { "id": "qinghe-cdc", "kind": "diseaseControlCentre", "nameZh": "清河县疾控中心", "nameEn": "Qinghe County CDC" },
            { "id": "gaochuan", "parent": "qinghe-cdc", "kind": "townshipHealthCentre", "nameZh": "高川镇卫生院", "nameEn": "Gaochuan Health Centre" },
            { "id": "baishi", "parent": "qinghe-cdc", "kind": "townshipHealthCentre", "nameZh": "白石镇卫生院", "nameEn": "Baishi Health Centre" }
          ],
          "units": [
            { "id": "qinghe-cdc/cold-room-1", "kind": "coldRoom", "nameZh": "1号冷库", "nameEn": "Cold room 1", "profile": "CN-IMM/fridge" },
            { "id": "gaochuan/fridge-1", "kind": "refrigerator", "nameZh": "1号冰箱", "nameEn": "Fridge 1", "profile": "CN-IMM/fridge" },
            { "id": "gaochuan/fridge-2", "kind": "refrigerator", "nameZh": "2号冰箱", "nameEn": "Fridge 2", "profile": "CN-IMM/fridge" },
            { "id": "baishi/fridge-1", "kind": "refrigerator", "nameZh": "1号冰箱", "nameEn": "Fridge 1", "profile": "CN-IMM/fridge" }
          ],
          "sensors": [
            { "id": "qinghe-cdc/cold-room-1/top", "unit": "qinghe-cdc/cold-room-1", "placedAt": "2026-01-01T00:00:00+08:00" },
            { "id": "gaochuan/fridge-1/top", "unit": "gaochuan/fridge-1", "placedAt": "2026-01-01T00:00:00+08:00" },
            { "id": "gaochuan/fridge-2/top", "unit": "gaochuan/fridge-2", "placedAt": "2026-01-01T00:00:00+08:00" },
            { "id": "baishi/fridge-1/top", "unit": "baishi/fridge-1", "placedAt": "2026-01-01T00:00:00+08:00" }
          ],
          "agents": [
            { "id": "gaochuan-gateway", "facility": "gaochuan", "key": "{{GaochuanKey}}" },
            { "id": "baishi-gateway", "facility": "baishi", "key": "{{BaishiKey}}" }
          ],
          "people": [
            { "userName": "nurse", "fullName": "李护士", "role": "staff", "facility": "gaochuan", "password": "{{Password}}" },
            { "userName": "baishi-nurse", "fullName": "王护士", "role": "staff", "facility": "baishi", "password": "{{Password}}" },
            { "userName": "inspector", "fullName": "张督导", "role": "inspector", "facility": "qinghe-cdc", "password": "{{Password}}" },
            { "userName": "auditor", "fullName": "赵审计", "role": "auditor", "facility": "qinghe-cdc", "password": "{{Password}}" },
            { "userName": "admin", "fullName": "钱管理", "role": "administrator", "facility": "qinghe-cdc", "password": "{{Password}}" }
          ],
          "contacts": [
            { "facility": "gaochuan", "order": 1, "name": "王芳", "way": "email", "address": "wangfang@example.cn", "mobile": "13900001111" },
            { "facility": "gaochuan", "order": 2, "name": "Liu Wei", "way": "email", "address": "liu@example.cn", "language": "en" },
            { "facility": "qinghe-cdc", "order": 1, "name": "值班", "way": "weCom", "address": "cdc", "mobile": "13812345678" }
          ]
        }
        """;

    private static readonly RecordsTemplate SetUpRecords = new(SetUpAsync);

    private ServerUnderTest(WebApplication app, string directory, ManualClock clock)
    {
        App = app;
        Directory = directory;
        Clock = clock;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public WebApplication App { get; }

    /// <summary>The data directory; give it to <see cref="StartAsync"/> again to restart over the same files.</summary>
    public string Directory { get; }

    public ManualClock Clock { get; }

    public Uri Address { get; }

    public static async Task<ServerUnderTest> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null,
        string? directory = null,
        ManualClock? clock = null,
        Action<ServerOptions>? change = null)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        if (directory is null)
        {
            directory = System.IO.Directory.CreateTempSubdirectory("coldchain-server-").FullName;
            await SetUpRecords.CopyToAsync(directory);
        }

        clock ??= new ManualClock(Start.ToDateTimeOffset());
        WebApplication app = Create(settings ?? new Dictionary<string, string?>(), directory, clock, change);
        await app.Services.MigrateRecordsAsync(token);
        await app.StartAsync(token);
        return new ServerUnderTest(app, directory, clock);
    }

    /// <summary>A client without a log-in that does not follow redirects.</summary>
    public HttpClient Anonymous() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>A client that has logged in as a person of the county.</summary>
    public async Task<HttpClient> LogInAsync(string userName)
    {
        HttpClient client = Anonymous();
        using HttpResponseMessage answer = await PostFormAsync(
            client,
            "/log-in",
            new Dictionary<string, string> { ["Form.UserName"] = userName, ["Form.Password"] = Password });
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return client;
    }

    /// <summary>Reads the page and posts its first form that has a handler, with the hidden fields it came with.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(
        HttpClient client, string page, IReadOnlyDictionary<string, string> fields)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        string html = await client.GetStringAsync(new Uri(page, UriKind.Relative), token);
        Dictionary<string, string> all = new(fields);
        string main = html[html.IndexOf("<main", StringComparison.Ordinal)..];
        foreach (Match hidden in HiddenField().Matches(main))
        {
            all.TryAdd(hidden.Groups["name"].Value, WebUtility.HtmlDecode(hidden.Groups["value"].Value));
        }

        using FormUrlEncodedContent content = new(all);
        return await client.PostAsync(new Uri(page, UriKind.Relative), content, token);
    }

    /// <summary>Stops the server and keeps its files.</summary>
    public async Task StopAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await TestedRecords.DropAsync(Directory);
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static WebApplication Create(
        IReadOnlyDictionary<string, string?> settings, string directory, ManualClock clock, Action<ServerOptions>? change = null)
    {
        // Time is the test's: what falls due by the clock runs when the test says so.
        Dictionary<string, string?> all = new(settings);
        all.TryAdd("Alarming:RunsJobs", "false");
        foreach ((string key, string? value) in TestedRecords.Settings(directory))
        {
            all.TryAdd(key, value);
        }

        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        ServerOptions options = new() { DataDirectory = directory, Urls = "http://127.0.0.1:0" };
        change?.Invoke(options);
        return ServerApplication.Create(options, configuration, clock);
    }

    private static async Task SetUpAsync(string directory)
    {
        await using WebApplication app = Create(new Dictionary<string, string?>(), directory, new ManualClock(Start.ToDateTimeOffset()));
        await app.Services.MigrateRecordsAsync(CancellationToken.None);
        string file = Path.Combine(directory, "county.json");
        await File.WriteAllTextAsync(file, County);
        SetUpOutcome outcome = await SetUp.FromFileAsync(app.Services, file, CancellationToken.None);
        Assert.Empty(outcome.Mistakes);
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex HiddenField();
}
