using System.Globalization;
using System.Net;
using EndToEnd.Tests.Demo;

namespace EndToEnd.Tests.Access;

/// <summary>Who sees one township's pages reaches no other's, by whatever address the county's pages show (G9).</summary>
public sealed class DemoScopeTests(DemoRun demo)
{
    private static readonly string[] ScopedPlaces =
        ["/units/", "/months/", "/excursions/", "/alarms/", "/hand-readings/", "/lots/", "/api/v1/", "/stock?"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_address_that_only_the_county_sees_answers_a_township_as_if_it_did_not_exist()
    {
        await demo.IsLiveAsync(Token);
        using PersonSession inspector = await PersonSession.LogInAsync(demo.Address, "chen.jing", "inspector-demo-1", Token);
        using PersonSession nurse = await PersonSession.LogInAsync(demo.Address, "wang.fang", "baishi-demo-1", Token);
        IReadOnlyDictionary<string, Answer> county = await Walk.FromAsync("/", inspector, Token);
        IReadOnlyDictionary<string, Answer> township = await Walk.FromAsync("/", nurse, Token);

        Assert.DoesNotContain(township.Values, page => page.Body.Contains("gaochuan/fridge", StringComparison.Ordinal));
        string[] foreign = [.. county.Keys.Where(path =>
            !township.ContainsKey(path) && ScopedPlaces.Any(place => path.StartsWith(place, StringComparison.Ordinal)))];
        Assert.True(foreign.Length > 30, $"only {foreign.Length} foreign addresses were found: the walk proves little");
        foreach (string path in foreign)
        {
            Answer answer = await nurse.GetAsync(path, Token);
            Assert.True(
                answer.Code is HttpStatusCode.NotFound or HttpStatusCode.Forbidden
                    || !answer.Body.Contains("gaochuan", StringComparison.Ordinal),
                $"{path} answered {answer.Code} to the nurse of Baishi");
        }

        foreach (string unit in (string[])["gaochuan/fridge-1", "gaochuan/fridge-2", "qinghe-cdc/cold-room-1"])
        {
            foreach (string path in (string[])[$"/units/{unit}", $"/api/v1/readings/{unit}", $"/api/v1/reduced-readings/{unit}", $"/api/v1/charts/{unit}", $"/hand-readings/{unit}"])
            {
                Assert.Equal(HttpStatusCode.NotFound, (await nurse.GetAsync(path, Token)).Code);
            }
        }
    }

    [Fact]
    public async Task Staff_cannot_sign_a_month_for_the_inspector_nor_the_inspector_a_reading_for_staff()
    {
        await demo.IsLiveAsync(Token);
        using PersonSession nurse = await PersonSession.LogInAsync(demo.Address, "li.na", "gaochuan-demo-1", Token);
        using PersonSession inspector = await PersonSession.LogInAsync(demo.Address, "chen.jing", "inspector-demo-1", Token);
        string month = demo.LiveSince.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM", CultureInfo.InvariantCulture);

        Assert.Equal(
            HttpStatusCode.Forbidden,
            await nurse.PostAsync($"/month-reviews/{month}/gaochuan/fridge-1", [], Token));
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await inspector.GetAsync("/hand-readings/gaochuan/fridge-1", Token)).Code);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            await inspector.PostAsync("/hand-readings/gaochuan/fridge-1", [], Token));
    }
}
