using FirmwareSim.History;

namespace FirmwareSim.Tests.History;

public sealed class HistoryUploadTests
{
    private const string AllStored = """{"accepted":[[1,3]],"rejected":[],"serverTime":1}""";

    private static readonly PastReading[] Three = [new("s", 1, 0), new("s", 2, 0), new("s", 3, 0)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_goes_to_the_agents_own_address_with_its_key()
    {
        CannedServer server = new(new CannedAnswer(200, AllStored));

        await UploadTo(server).SendAsync(Three, Token);

        Assert.Equal(["POST /api/v1/agents/gw/batches Bearer secret"], server.Asked);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(429, "")]
    [InlineData(503, "")]
    [InlineData(500, "")]
    [InlineData(200, """{"accepted":[[1,2]],"rejected":[],"serverTime":1}""")]
    public async Task What_may_pass_is_tried_again(int status, string body)
    {
        CannedServer server = new(new CannedAnswer(status, body), new CannedAnswer(200, AllStored));

        await UploadTo(server).SendAsync(Three, Token);

        Assert.Equal(2, server.Asked.Count);
    }

    [Theory]
    [InlineData(401, "unknown key", "gw: the server answers 401: unknown key")]
    [InlineData(413, "too large", "gw: the server answers 413: too large")]
    [InlineData(200, "{}", "the server's answer is not what the contract says")]
    [InlineData(200, """{"accepted":[[1,2]],"rejected":[{"sequence":3,"reason":"unknown sensor"}]}""", "unknown sensor")]
    public async Task What_will_not_pass_ends_it_with_the_reason(int status, string body, string reason)
    {
        UploadFault fault = await Assert.ThrowsAsync<UploadFault>(
            () => UploadTo(new CannedServer(new CannedAnswer(status, body))).SendAsync(Three, Token));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_a_batch_holds_goes_in_several_with_sequences_that_count_on()
    {
        PastReading[] many = [.. Enumerable.Range(0, 12_000).Select(i => new PastReading("s", i, 0))];
        CannedServer server = new(
            new CannedAnswer(200, """{"accepted":[[1,5000]],"rejected":[]}"""),
            new CannedAnswer(200, """{"accepted":[[5001,10000]],"rejected":[]}"""),
            new CannedAnswer(200, """{"accepted":[[10001,12000]],"rejected":[]}"""));

        await UploadTo(server).SendAsync(many, Token);

        Assert.Equal(3, server.Asked.Count);
    }

    private static HistoryUpload UploadTo(CannedServer server) => new(
        new HttpClient(server) { BaseAddress = new Uri("http://127.0.0.1:1/") }, "gw", "secret", TimeProvider.System, TextWriter.Null);
}
