using System.Globalization;
using ColdChain.Agent.Forwarding;
using ColdChain.Agent.LocalAlarm.Plans;
using ColdChain.Agent.Tests.Forwarding;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Tests.LocalAlarm;

/// <summary>Whatever stands between the agent and its server answers in its place.</summary>
public sealed class HttpProfileLineTests
{
    [Theory]
    [InlineData(200, "gzip")]
    [InlineData(200, "br")]
    [InlineData(200, "deflate")]
    [InlineData(502, "gzip")]
    public async Task An_answer_that_is_not_packed_as_it_says_counts_as_none(int code, string encoding)
    {
        using FakeServer server = new(FakeServer.Status(code, "<html>not packed at all</html>", ("Content-Encoding", encoding)));

        Assert.IsType<ProfileOutcome.Failed>(await AskAsync(server.Url));
    }

    [Fact]
    public async Task A_page_in_a_script_that_is_not_known_is_bytes_like_others()
    {
        using FakeServer server = new(FakeServer.Status(200, "<html>", ("Content-Type", "text/html; charset=gb2312")));

        ProfileOutcome.Changed changed = Assert.IsType<ProfileOutcome.Changed>(await AskAsync(server.Url));
        Assert.Null(EdgePlan.Parse(changed.Json, out string reason));
        Assert.NotEmpty(reason);
    }

    private static async Task<ProfileOutcome> AskAsync(Uri url)
    {
        using HttpProfileLine line = new(new ForwardingOptions
        {
            ServerUrl = url,
            Agent = AgentId.Parse("gaochuan-gateway", CultureInfo.InvariantCulture),
            Key = new ServerKey("secret-key-of-gaochuan"),
            RequestTimeout = TimeSpan.FromSeconds(20),
        });
        return await line.AskAsync(string.Empty, TestContext.Current.CancellationToken);
    }
}
