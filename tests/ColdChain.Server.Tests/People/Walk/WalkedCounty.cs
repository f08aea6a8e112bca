using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ColdChain.Core.Time;
using ColdChain.Server.People;
using ColdChain.Server.People.Entering;
using ColdChain.Server.People.Keys;
using ColdChain.Server.SettingUp;
using ColdChain.Server.Tests.Ingest;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.People.Walk;

/// <summary>A server with one of each kind of thing in three places: in a township, in the township beside it, and in another county.</summary>
internal sealed partial class WalkedCounty : IAsyncDisposable
{
    private const string InsideId = "gaochuan";

    private const string InsidePath = "/qinghe-cdc/gaochuan/";

    /// <summary>Beside the county of <see cref="ServerUnderTest"/>: a township, and another county's CDC.</summary>
    private static readonly (string Id, string Chinese, string English)[] Beside = [("shiqiao", "石桥", "Shiqiao"), ("linshui", "临水", "Linshui")];

    private static readonly (string UserName, string FullName, string Role, string Facility)[] More =
    [
        ("gc-inspector", "高督导", Roles.Inspector, InsideId), ("gc-auditor", "高审计", Roles.Auditor, InsideId),
        ("gc-admin", "高管理", Roles.Administrator, InsideId), ("sq-nurse", "石桥护士", Roles.Staff, "shiqiao"),
        ("ls-nurse", "临水护士", Roles.Staff, "linshui"),
    ];

    private static readonly (string UserName, string Role, string Path)[] People =
    [
        ("nurse", Roles.Staff, InsidePath),
        ("gc-inspector", Roles.Inspector, InsidePath),
        ("gc-auditor", Roles.Auditor, InsidePath),
        ("gc-admin", Roles.Administrator, InsidePath),
        ("inspector", Roles.Inspector, "/qinghe-cdc/"),
        ("auditor", Roles.Auditor, "/qinghe-cdc/"),
        ("admin", Roles.Administrator, "/qinghe-cdc/"),
    ];

    private WalkedCounty(ServerUnderTest server, IReadOnlyList<Walker> walkers, IReadOnlyList<WalkedFacility> facilities)
    {
        Server = server;
        Walkers = walkers;
        Facilities = facilities;
    }

    public ServerUnderTest Server { get; }

    public IReadOnlyList<Walker> Walkers { get; }

    public IReadOnlyList<WalkedFacility> Facilities { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<WalkedCounty> StartAsync()
    {
        ServerUnderTest server = await ServerUnderTest.StartAsync(new Dictionary<string, string?> { ["Alarming:LocalInbox"] = "true" });
        string file = Path.Combine(server.Directory, "more.json");
        await File.WriteAllTextAsync(file, MoreAsJson(), Token);
        SetUpOutcome outcome = await SetUp.FromFileAsync(server.App.Services, file, Token);
        Assert.Empty(outcome.Mistakes);
        List<WalkedFacility> facilities =
        [
            new(InsideId, InsidePath, "高川", "Gaochuan"),
            new("shiqiao", "/qinghe-cdc/shiqiao/", "石桥", "Shiqiao"),
            new("linshui", "/linshui/", "临水", "Linshui"),
        ];
        foreach (WalkedFacility facility in facilities)
        {
            await WalkedThings.AddAsync(server, facility);
        }

        List<Walker> walkers =
        [
            new("nobody", null, null),
            new("an agent", null, InsidePath) { BearerKey = ServerUnderTest.GaochuanKey, AgentId = "gaochuan-gateway" },
            new("a forged key", null, null) { BearerKey = "gaochuan-key-0123456780" },
            new("a program that reads", null, InsidePath)
            {
                BearerKey = WalkedThings.KeyOf(facilities[0], mayRead: true, mayPost: false), Right = IntegrationRight.Read,
            },
            new("a program that posts", null, InsidePath)
            {
                BearerKey = WalkedThings.KeyOf(facilities[0], mayRead: false, mayPost: true), Right = IntegrationRight.PostMovements,
            },
            new("a program of another county", null, "/linshui/")
            {
                BearerKey = WalkedThings.KeyOf(facilities[2], mayRead: true, mayPost: false), Right = IntegrationRight.Read,
            },
        ];
        foreach ((string userName, string role, string path) in People)
        {
            walkers.Add(await EnterAsync(server, new Walker(userName, role, path)));
        }

        // So many tries in a minute are taken from one address, and the walk tries the log-in too.
        server.Clock.Advance(LogInLimit.Window);

        return new WalkedCounty(server, walkers, facilities);
    }

    /// <summary>What nobody may learn: words that are only in the names of facilities that this walker may not see.</summary>
    public IEnumerable<string> WordsBeyond(Walker walker, Attempt attempt) =>
        Facilities.Where(facility => !walker.MaySee(facility.Path) && (facility != attempt.Of || attempt.Rule?.Audience != Audience.Anyone))
            .SelectMany(facility => attempt.Address.Contains(facility.Id, StringComparison.Ordinal)
                ? new[] { facility.Chinese, facility.English }
                : [facility.Chinese, facility.English, facility.Id]);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>Logs in; the cookies are kept apart, so that one attempt that logs out changes nothing for the next.</summary>
    public static async Task<Walker> EnterAsync(ServerUnderTest server, Walker walker)
    {
        using HttpClientHandler handler = new() { AllowAutoRedirect = false };
        using HttpClient client = new(handler) { BaseAddress = server.Address };
        using HttpResponseMessage answer = await ServerUnderTest.PostFormAsync(
            client,
            "/log-in",
            new Dictionary<string, string> { ["Form.UserName"] = walker.Name, ["Form.Password"] = ServerUnderTest.Password });
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        string home = await client.GetStringAsync(new Uri("/", UriKind.Relative), Token);
        return walker with
        {
            Cookies = handler.CookieContainer.GetCookieHeader(server.Address),
            Proof = WebUtility.HtmlDecode(ProofField().Match(home).Groups[1].Value),
        };
    }

    /// <summary>Each place beside with a fridge, its sensor, its agent and a contact, and the people.</summary>
    private static string MoreAsJson() => JsonSerializer.Serialize(new
    {
        Facilities = new object[]
        {
            new { Id = "shiqiao", Parent = "qinghe-cdc", Kind = "townshipHealthCentre", NameZh = "石桥镇卫生院", NameEn = "Shiqiao Health Centre" },
            new { Id = "linshui", Kind = "diseaseControlCentre", NameZh = "临水县疾控中心", NameEn = "Linshui County CDC" },
        },
        Units = Beside.Select(place => new
        {
            Id = $"{place.Id}/fridge-1",
            Kind = "refrigerator",
            NameZh = $"{place.Chinese}冰箱",
            NameEn = $"{place.English} fridge",
            Profile = "CN-IMM/fridge",
        }),
        Sensors = Beside.Select(place => new { Id = $"{place.Id}/fridge-1/top", Unit = $"{place.Id}/fridge-1", PlacedAt = "2026-01-01T00:00:00+08:00" }),
        Agents = Beside.Select(place => new { Id = $"{place.Id}-gateway", Facility = place.Id, Key = $"{place.Id}-key-0123456789" }),
        People = More.Select(one => new { one.UserName, one.FullName, one.Role, one.Facility, ServerUnderTest.Password }),
        Contacts = Beside.Select(place => new
        {
            Facility = place.Id,
            Order = 1,
            Name = $"{place.Chinese}联系人",
            Way = "email",
            Address = $"{place.Id}@example.cn",
        }),
    }, JsonSerializerOptions.Web);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex ProofField();
}
