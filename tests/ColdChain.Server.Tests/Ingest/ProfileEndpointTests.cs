using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ColdChain.Core.Identity;
using ColdChain.Core.Wire;
using ColdChain.Server.Alarming.Contacts;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Ingest;

/// <summary>What an agent is given to watch by itself: all of its own, nothing of its neighbours.</summary>
public sealed class ProfileEndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_agent_hears_of_the_units_and_phones_of_its_own_facilities_only()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();

        ProfileReply reply = await ReadAsync(server);

        Assert.Equal(["gaochuan/fridge-1", "gaochuan/fridge-2"], reply.Units.Select(unit => unit.Unit));
        UnitContact contact = Assert.Single(reply.Contacts);
        Assert.Equal(("gaochuan", "王芳", "13900001111", "zh"), (contact.Facility, contact.Name, contact.Phone, contact.Language));
    }

    [Fact]
    public async Task A_unit_comes_with_its_names_its_sensors_and_the_whole_profile()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();

        UnitProfile unit = (await ReadAsync(server)).Units[0];

        Assert.Equal(("1号冰箱", "Fridge 1", "gaochuan"), (unit.NameZh, unit.NameEn, unit.Facility));
        Assert.Equal(["gaochuan/fridge-1/top"], unit.Sensors);
        Assert.True(unit.Profile.TryRead(out Core.Keeping.StorageProfile? profile, out _));
        Assert.Equal(Core.Keeping.StandardProfiles.CnImmFridge.AlarmRules, profile!.AlarmRules);
        Assert.Equal(Core.Keeping.StandardProfiles.CnImmFridge with { AlarmRules = [] }, profile with { AlarmRules = [] });
    }

    [Fact]
    public async Task Where_no_papers_tell_what_is_inside_the_answer_is_unknown()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();

        Assert.All((await ReadAsync(server)).Units, unit => Assert.Equal(UnitProfile.Unknown, unit.FreezeSensitiveInside));
    }

    [Theory]
    [InlineData(ServerUnderTest.BaishiKey, HttpStatusCode.Forbidden)]
    [InlineData("no-key-of-anybody", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Another_key_opens_nothing(string? key, HttpStatusCode status)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpResponseMessage answer = await GetAsync(server, key, null);

        Assert.Equal(status, answer.StatusCode);
        Assert.DoesNotContain("13900001111", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_stands_still_with_the_clock_and_over_a_restart_and_is_answered_by_304()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        string version = (await ReadAsync(server)).Version;
        server.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(version, (await ReadAsync(server)).Version);
        using HttpResponseMessage same = await GetAsync(server, ServerUnderTest.GaochuanKey, $"\"{version}\"");
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        using HttpResponseMessage other = await GetAsync(server, ServerUnderTest.GaochuanKey, "\"0123456789abcdef\"");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task The_version_changes_with_a_phone_and_comes_back_with_it()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        string version = (await ReadAsync(server)).Version;

        await SetPhoneAsync(server, "13700002222");
        string changed = (await ReadAsync(server)).Version;
        await SetPhoneAsync(server, "13900001111");

        Assert.NotEqual(version, changed);
        Assert.Equal(version, (await ReadAsync(server)).Version);
    }

    private static async Task SetPhoneAsync(ServerUnderTest server, string phone)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        ContactChainStep contact = await records.Set<ContactChainStep>()
            .SingleAsync(one => one.FacilityId == FacilityId.Parse("gaochuan", null) && one.Order == 1, Token);
        contact.Mobile = phone;
        await records.SaveChangesAsync(Token);
    }

    private static async Task<ProfileReply> ReadAsync(ServerUnderTest server)
    {
        using HttpResponseMessage answer = await GetAsync(server, ServerUnderTest.GaochuanKey, null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync(WireJson.Default.ProfileReply, Token))!;
    }

    private static async Task<HttpResponseMessage> GetAsync(ServerUnderTest server, string? key, string? known)
    {
        using HttpClient client = server.Anonymous();
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri("/api/v1/agents/gaochuan-gateway/profile", UriKind.Relative));
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(known));
        }

        return await client.SendAsync(request, Token);
    }
}
