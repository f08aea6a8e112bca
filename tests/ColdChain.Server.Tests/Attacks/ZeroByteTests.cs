using System.Net;
using ColdChain.Server.Tests.Pages;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>A zero byte, wherever a person or a program can write: a clear refusal, on both databases, and the server goes on.</summary>
public sealed class ZeroByteTests
{
    [Theory]
    [InlineData("/excursions?unit=a%00b")]
    [InlineData("/stock?place=%00")]
    [InlineData("/lots?lot=%00")]
    [InlineData("/audit?person=x%00")]
    [InlineData("/units/gaochuan/fridge%00-1")]
    [InlineData("/api/v1/readings/gaochuan/fridge-1?from=%00")]
    public async Task In_an_address_it_is_refused_and_the_next_page_is_given(string address)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient inspector = await server.LogInAsync("inspector");
        HttpStatusCode status = await inspector.StatusAsync(address);
        Assert.True(status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{status}");
        Assert.Equal(HttpStatusCode.OK, await inspector.StatusAsync("/"));
    }

    [Fact]
    public async Task In_a_form_it_is_refused_before_anything_is_looked_up()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nobody = server.Anonymous();
        using HttpResponseMessage answer = await ServerUnderTest.PostFormAsync(
            nobody, "/log-in", new Dictionary<string, string> { ["Form.UserName"] = "nur\0se", ["Form.Password"] = ServerUnderTest.Password });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using HttpClient nurse = await server.LogInAsync("nurse");
        Assert.Equal(HttpStatusCode.OK, await nurse.StatusAsync("/"));
    }
}
