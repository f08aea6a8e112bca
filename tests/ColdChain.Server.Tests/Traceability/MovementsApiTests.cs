using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ColdChain.Server.Tests.Traceability;

public sealed class MovementsApiTests
{
    private const string Gaochuan = "/api/v1/facilities/gaochuan/movements";

    [Fact]
    public async Task A_nurse_enters_a_use_and_reads_it_back_from_the_book()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");
        using HttpResponseMessage entered = await PostAsync(nurse, Gaochuan, Receipt());
        JsonElement answer = await entered.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, entered.StatusCode);
        Assert.Equal(1, answer.GetProperty("added").GetInt32());
        Assert.Contains("LotReleaseNumber", answer.GetProperty("missing")[0].GetProperty("entries").ToString(), StringComparison.Ordinal);

        JsonElement book = await nurse.GetFromJsonAsync<JsonElement>(new Uri(Gaochuan, UriKind.Relative), TestContext.Current.CancellationToken);
        JsonElement line = Assert.Single(book.GetProperty("movements").EnumerateArray());
        Assert.Equal("nurse", line.GetProperty("enteredBy").GetString());
        Assert.Equal(4.1m, line.GetProperty("movement").GetProperty("departureTemperature").GetDecimal());
        Assert.Equal("2026-04-30T16:00:00.000Z", line.GetProperty("movement").GetProperty("at").GetString());
    }

    // LT-19
    [Fact]
    public async Task Sent_twice_it_is_entered_once()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");
        (await PostAsync(nurse, Gaochuan, Receipt())).Dispose();
        using HttpResponseMessage again = await PostAsync(nurse, Gaochuan, Receipt());
        JsonElement answer = await again.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal((0, 1), (answer.GetProperty("added").GetInt32(), answer.GetProperty("alreadyKnown").GetInt32()));
    }

    [Fact]
    public async Task Mistakes_are_answered_with_their_lines_and_nothing_is_entered()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");
        using HttpResponseMessage refused = await PostAsync(nurse, Gaochuan, Receipt().Replace("\"doses\":50", "\"doses\":0", StringComparison.Ordinal));
        JsonElement answer = await refused.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("doses must be more than 0.", answer.GetProperty("mistakes")[0].GetProperty("english").GetString());
        Assert.Equal(1, answer.GetProperty("mistakes")[0].GetProperty("line").GetInt32());
    }

    [Theory]
    [InlineData("{\"movements\":[]}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"movements\":[null]}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"movements\":null}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"movements\":[{\"colour\":\"red\"}]}", HttpStatusCode.BadRequest)]
    [InlineData("{\"movements\":[{\"doses\":1e99}]}", HttpStatusCode.BadRequest)]
    [InlineData("{\"movements\":[{\"product\":\"\\ud800\"}]}", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("not json", HttpStatusCode.BadRequest)]
    public async Task What_is_no_list_of_movements_is_refused(string body, HttpStatusCode status)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");
        using HttpResponseMessage refused = await PostAsync(nurse, Gaochuan, body);
        Assert.Equal(status, refused.StatusCode);
    }

    [Theory]
    [InlineData("baishi-nurse", HttpStatusCode.NotFound)]
    [InlineData("inspector", HttpStatusCode.Forbidden)]
    [InlineData("auditor", HttpStatusCode.Forbidden)]
    [InlineData("admin", HttpStatusCode.OK)]
    public async Task Only_who_handles_this_stock_enters_it(string userName, HttpStatusCode status)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient client = await server.LogInAsync(userName);
        using HttpResponseMessage answer = await PostAsync(client, Gaochuan, Receipt());
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Another_townships_book_is_not_found()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient other = await server.LogInAsync("baishi-nurse");
        using HttpResponseMessage answer = await other.GetAsync(new Uri(Gaochuan, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static string Receipt() => """
        {"movements":[{"documentNumber":"RK7","documentLine":1,"kind":"receipt","at":"2026-05-01","product":"乙肝疫苗","manufacturer":"清河虚构生物",
        "lotNumber":"A1","doses":50,"from":"示范医药配送","to":"gaochuan","toUnit":"fridge-1","departureTemperature":4.1}]}
        """;

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string address, string body)
    {
        using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");
        return await client.PostAsync(new Uri(address, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }
}
