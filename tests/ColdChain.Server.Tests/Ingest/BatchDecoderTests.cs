using System.Diagnostics;
using System.Text;

using ColdChain.Core.Wire;
using ColdChain.Server.Ingest;
using ColdChain.Testing;

namespace ColdChain.Server.Tests.Ingest;

public sealed class BatchDecoderTests
{
    private const string Journal = "7f0c2d4e8a1b4c6d9e0f112233445566";

    private static readonly string Good = $$$"""
        {"journal":"{{{Journal}}}","lane":"live","agentTime":1777593605120,
         "series":[{"sensor":"gaochuan/fridge-1/top","readings":[[90001,1777593600000,4370,0],[90003,1777593660000,-4380,1]]}],
         "events":[{"sequence":90002,"kind":"power-lost","at":1777593601000,"unit":"gaochuan/fridge-1","detail":"\u505c\u7535"}]}
        """;

    private static readonly string GoodByColumns = $$$"""
        {"journal":"{{{Journal}}}","lane":"live","agentTime":1777593605120,
         "series":[{"sensor":"gaochuan/fridge-1/top","readings":[],
           "columns":{"sequences":[90001,2],"times":[1777593600000,60000],"values":[4370,-8750],"flags":[0,1]}}]}
        """;

    private static readonly string Escaped = $$$"""
        { "x":[{"y":null},1.5,"\u00e4"], "\u006aournal" : "{{{Journal}}}", "lane":"back\u006cog","agentTime":-0 ,
         "series":[ {"sensor":"a\/b","name":12, "readings":[ [ 1 , 2,3 ,4 ] ,[2,3,4,5]] , "columns": {"sequences":[3],"times":[1],"values":[-1],"flags":[0],"z":[]} }, {"columns":null,"readings":[],"sensor":"b"}],
         "health":{"version":"1","startedAt":1,"waiting":0,"bufferBytes":0,"sources":[{"name":"m"}]} }
        """;

    [Fact]
    public void Readings_by_columns_are_the_same_as_by_rows()
    {
        BatchDecoding.Decoded decoded = Assert.IsType<BatchDecoding.Decoded>(BatchDecoder.Decode(Encoding.UTF8.GetBytes(GoodByColumns)));

        WireReading[] rows = [new(90001, 1777593600000, 4370, 0), new(90003, 1777593660000, -4380, 1)];
        Assert.Equal(rows, decoded.Batch.Series[0].Readings);
        Assert.Null(decoded.Batch.Series[0].Columns);
    }

    [Fact]
    public void Any_readings_come_back_by_rows_and_by_columns_as_they_were()
    {
        Random random = new(20_261_122);
        for (int round = 0; round < 2_000; round++)
        {
            WireReading[] readings = [.. Enumerable.Range(0, random.Next(40)).Select(_ => new WireReading(
                random.NextInt64(1, long.MaxValue / 2),
                random.NextInt64(long.MinValue / 2, long.MaxValue / 2),
                random.Next(int.MinValue, int.MaxValue),
                random.Next(int.MinValue, int.MaxValue)))];
            ReadingBatch batch = AgentUnderTest.Batch(AgentUnderTest.Top, readings);

            Assert.Equal(readings, Readings(AgentUnderTest.Json(batch)));
            Assert.Equal(readings, Readings(AgentUnderTest.Json(batch.ByColumns())));
        }
    }

    [Theory]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("-0", 0L)]
    [InlineData("9223372036854775808", null)]
    [InlineData("-9223372036854775809", null)]
    [InlineData("18446744073709551616", null)]
    [InlineData("00", null)]
    [InlineData("01", null)]
    [InlineData("-", null)]
    [InlineData("+1", null)]
    [InlineData("1.0", null)]
    [InlineData("1e1", null)]
    [InlineData("1 2", null)]
    [InlineData("null", null)]
    public void A_number_is_whole_and_of_64_bits_or_refused(string number, long? expected)
    {
        BatchDecoding decoding = BatchDecoder.Decode(Encoding.UTF8.GetBytes($$"""{"journal":"{{Journal}}","lane":"live","agentTime":{{number}}}"""));

        Assert.Equal(expected, (decoding as BatchDecoding.Decoded)?.Batch.AgentTime);
        Assert.Equal(expected is null, decoding is BatchDecoding.Malformed);
    }

    [Fact]
    public void What_is_kept_of_a_reading_is_little_more_than_its_numbers()
    {
        WireReading[] readings = [.. Enumerable.Range(1, ReadingBatch.MostEntries).Select(n => new WireReading(n, AgentUnderTest.Start + (n * 60_000L), 4_000 + n, 1))];
        ReadingBatch batch = AgentUnderTest.Batch(AgentUnderTest.Top, readings);
        foreach (byte[] body in new[] { AgentUnderTest.Json(batch), AgentUnderTest.Json(batch.ByColumns()) })
        {
            BatchDecoder.Decode(body);

            // Sequence, time, temperature and flags are 24 bytes.
            Assert.InRange(Allocated.By(() => BatchDecoder.Decode(body)) / (double)readings.Length, 24, 25);
        }
    }

    [Fact]
    public void Columns_count_towards_the_most_that_a_batch_may_have()
    {
        WireReading[] many = [.. Enumerable.Range(1, ReadingBatch.MostEntries + 1).Select(sequence => new WireReading(sequence, sequence, 0, 0))];
        ReadingBatch batch = AgentUnderTest.Batch(AgentUnderTest.Top, many).ByColumns();

        Assert.Equal(many.Length, Assert.IsType<BatchDecoding.TooMany>(BatchDecoder.Decode(AgentUnderTest.Json(batch))).Entries);
    }

    [Theory] // G10
    [InlineData("null,1", "1", "1", "1")]
    [InlineData("1", "null", "1", "1")]
    [InlineData("1", "1,2", "1", "1")]
    [InlineData("0", "1", "1", "1")]
    [InlineData("1,-1", "1,1", "1,1", "0,0")]
    [InlineData("1", "1", "2147483648", "0")]
    [InlineData("1,1", "1,1", "2147483647,1", "0,0")]
    [InlineData("9223372036854775807,1", "1,1", "1,1", "0,0")]
    [InlineData("1,1", "-9223372036854775808,-1", "1,1", "0,0")]
    [InlineData("1", "1", "1", "1.5")]
    public void Columns_that_make_no_readings_are_malformed_with_a_reason(string sequences, string times, string values, string flags)
    {
        string json = $$$"""
            {"journal":"{{{Journal}}}","lane":"live","agentTime":0,"series":[{"sensor":"a","readings":[],
             "columns":{"sequences":[{{{sequences}}}],"times":[{{{times}}}],"values":[{{{values}}}],"flags":[{{{flags}}}]}}]}
            """;

        Assert.NotEmpty(Assert.IsType<BatchDecoding.Malformed>(BatchDecoder.Decode(Encoding.UTF8.GetBytes(json))).Reason);
    }

    [Fact]
    public void A_batch_is_decoded_with_all_that_it_says()
    {
        BatchDecoding.Decoded decoded = Assert.IsType<BatchDecoding.Decoded>(BatchDecoder.Decode(Encoding.UTF8.GetBytes(Good)));

        Assert.Equal(Journal, decoded.Journal.ToString());
        Assert.Equal(new WireReading(90003, 1777593660000, -4380, 1), decoded.Batch.Series[0].Readings[1]);
        Assert.Equal("停电", decoded.Batch.Events[0].Detail);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"series\":null,\"events\":null")]
    [InlineData(",\"series\":[]")]
    [InlineData(",\"words\":{\"of\":\"tomorrow\"}")]
    public void A_batch_without_readings_or_events_is_a_batch(string rest)
    {
        BatchDecoding.Decoded decoded = Assert.IsType<BatchDecoding.Decoded>(BatchDecoder.Decode(
            Encoding.UTF8.GetBytes($$"""{"journal":"{{Journal}}","lane":"backlog","agentTime":0{{rest}}}""")));

        Assert.Empty(decoded.Batch.Series);
        Assert.Empty(decoded.Batch.Events);
    }

    [Theory] // G10
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"journal":null,"lane":"live","agentTime":0}""")]
    [InlineData("""{"journal":"J","lane":null,"agentTime":0}""")]
    [InlineData("""{"journal":"J","lane":"live","agentTime":0,"series":[null]}""")]
    [InlineData("""{"journal":"J","lane":"live","agentTime":0,"series":[{"sensor":null,"readings":[]}]}""")]
    [InlineData("""{"journal":"J","lane":"live","agentTime":0,"series":[{"sensor":"a","readings":null}]}""")]
    [InlineData("""{"journal":"J","lane":"live","agentTime":0,"series":[{"sensor":"a","readings":[[1,2,3]]}]}""")]
    [InlineData("""{"journal":"J","lane":"live","agentTime":0,"series":[{"sensor":"a","readings":[[1,2,3,4,5]]}]}""")]
    [InlineData("""{"journal":"J","lane":"live","agentTime":0,"series":[{"sensor":"a","readings":[[1,2,3.5,0]]}]}""")]
    [InlineData("""{"journal":"J","lane":"live","agentTime":0,"series":[{"sensor":"a","readings":[[1,2,99999999999,0]]}]}""")]
    [InlineData("""{"journal":"J","lane":"live","agentTime":0,"series":[{"sensor":"a","readings":[[0,2,3,4]]}]}""")]
    [InlineData("""{"journal":"J","lane":"live","agentTime":0,"events":[null]}""")]
    [InlineData("""{"journal":"J","lane":"live","agentTime":0,"events":[{"sequence":1,"kind":"","at":0}]}""")]
    [InlineData("""{"journal":"J","lane":"live","agentTime":0,"events":[{"sequence":1,"kind":null,"at":0}]}""")]
    [InlineData("""{"journal":"J","lane":"live","agentTime":1e400}""")]
    [InlineData("""{"journal":"\ud800","lane":"live","agentTime":0}""")]
    [InlineData("""{"journal":"00000000000000000000000000000000","lane":"live","agentTime":0}""")]
    public void What_is_not_this_contract_is_malformed_with_a_reason(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json.Replace("\"J\"", $"\"{Journal}\"", StringComparison.Ordinal));

        Assert.NotEmpty(Assert.IsType<BatchDecoding.Malformed>(BatchDecoder.Decode(bytes)).Reason);
    }

    [Fact] // G10
    public void A_hundred_thousand_random_and_mutated_bodies_bring_nothing_but_an_answer()
    {
        Random random = new(20_260_501);
        byte[][] good = [Encoding.UTF8.GetBytes(Good), Encoding.UTF8.GetBytes(GoodByColumns)];
        int decoded = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        long begun = Stopwatch.GetTimestamp();
        for (int round = 0; round < 100_000; round++)
        {
            decoded += BatchDecoder.Decode(Body(random, good[round / 4 % 2], round)) is BatchDecoding.Decoded ? 1 : 0;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(decoded, 1_000, 99_000);
        Assert.InRange(allocated / 100_000, 0, 64 * 1024);
        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Fact] // G10
    public void The_framework_reads_every_mutated_body_the_same()
    {
        Random random = new(20_261_122);
        byte[][] good = [Encoding.UTF8.GetBytes(Good), Encoding.UTF8.GetBytes(GoodByColumns), Encoding.UTF8.GetBytes(Escaped)];
        int decoded = 0;
        for (int round = 0; round < 100_000; round++)
        {
            byte[] body = Body(random, good[round / 4 % 3], round).ToArray();
            string expected = BatchOracle.Read(body);
            string found = BatchDecoder.Decode(body) is BatchDecoding.Decoded one ? BatchOracle.Told(one.Batch) : BatchOracle.Refused;
            Assert.True(expected == found, $"{Encoding.UTF8.GetString(body)}\nframework: {expected}\n     ours: {found}");
            decoded += found == BatchOracle.Refused ? 0 : 1;
        }

        Assert.InRange(decoded, 1_000, 99_000);
    }

    [Fact] // G10
    public void Deep_and_long_bodies_cost_no_more_than_their_length()
    {
        byte[] deep = Encoding.UTF8.GetBytes(new string('[', 4_000_000));
        byte[] nested = Encoding.UTF8.GetBytes($$$"""{"journal":"{{{Journal}}}","lane":"live","agentTime":0,"x":{{{new string('[', 2_000_000)}}}""");
        byte[] longName = Encoding.UTF8.GetBytes($$$"""{"{{{new string('a', 3_000_000)}}}":1}""");

        Assert.All((byte[][])[deep, nested, longName], body => Assert.IsType<BatchDecoding.Malformed>(BatchDecoder.Decode(body)));
    }

    private static IReadOnlyList<WireReading> Readings(byte[] json) =>
        Assert.IsType<BatchDecoding.Decoded>(BatchDecoder.Decode(json)).Batch.Series[0].Readings;

    private static ReadOnlySpan<byte> Body(Random random, byte[] good, int round)
    {
        if (round % 4 == 0)
        {
            byte[] noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            return noise;
        }

        List<byte> body = [.. good];
        for (int mutation = random.Next(1, 4); mutation > 0; mutation--)
        {
            int at = random.Next(body.Count);
            int length = Math.Min(random.Next(1, 30), body.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    body[at] = (byte)random.Next(256);
                    break;
                case 1:
                    body.RemoveRange(at, Math.Min(length, body.Count - 1));
                    break;
                case 2:
                    body.InsertRange(at, body.GetRange(at, length));
                    break;
                case 3:
                    body[at] = (byte)"0123456789[]{},:\"-eE.nulltruefalse\\"[random.Next(35)];
                    break;
                default:
                    body.RemoveRange(at, Math.Min(body.Count - at, body.Count - 1));
                    break;
            }
        }

        return body.ToArray();
    }
}
