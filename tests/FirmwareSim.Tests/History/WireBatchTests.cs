using System.IO.Compression;
using System.Text;
using FirmwareSim.History;

namespace FirmwareSim.Tests.History;

public sealed class WireBatchTests
{
    [Fact]
    public void Readings_are_grouped_by_sensor_as_the_contract_lays_them_out()
    {
        SequencedReading[] readings =
        [
            new(1, new PastReading("a/f/top", 1_777_593_600, 4_370)),
            new(2, new PastReading("b/f/top", 1_777_593_600, -300)),
            new(3, new PastReading("a/f/top", 1_777_593_660, 4_380)),
        ];

        byte[] packed = WireBatch.Compose(
            Guid.Parse("7f0c2d4e8a1b4c6d9e0f112233445566"), DateTimeOffset.FromUnixTimeMilliseconds(1_777_593_605_120), readings);

        using GZipStream gzip = new(new MemoryStream(packed), CompressionMode.Decompress);
        using StreamReader reader = new(gzip, Encoding.UTF8);
        Assert.Equal(
            """{"journal":"7f0c2d4e8a1b4c6d9e0f112233445566","lane":"backlog","agentTime":1777593605120,"series":[{"sensor":"a/f/top","readings":[[1,1777593600000,4370,0],[3,1777593660000,4380,0]]},{"sensor":"b/f/top","readings":[[2,1777593600000,-300,0]]}]}""",
            reader.ReadToEnd());
    }

    [Theory]
    [InlineData("""{"accepted":[[1,1],[3,3]],"rejected":[{"sequence":2,"reason":"why"}],"serverTime":1}""", null)]
    [InlineData("""{"accepted":[[1,1]],"rejected":[{"sequence":2,"reason":"why"}],"serverTime":1}""", 3L)]
    [InlineData("""{"accepted":[[2,9]],"rejected":[],"serverTime":1}""", 1L)]
    public void A_reply_answers_for_each_sequence_or_names_the_first_it_forgot(string json, long? forgotten)
    {
        SequencedReading[] batch = [.. Enumerable.Range(1, 3).Select(i => new SequencedReading(i, new PastReading("s", i, 0)))];

        Assert.Equal(forgotten, WireReply.Parse(Encoding.UTF8.GetBytes(json)).FirstUnanswered(batch));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"accepted":[[1]],"rejected":[]}""")]
    [InlineData("""{"accepted":[["a",2]],"rejected":[]}""")]
    [InlineData("""{"accepted":[[1,1e99]],"rejected":[]}""")]
    [InlineData("""{"accepted":null,"rejected":[]}""")]
    public void Another_answer_is_named_as_such(string json) =>
        Assert.Throws<UploadFault>(() => WireReply.Parse(Encoding.UTF8.GetBytes(json)));
}
