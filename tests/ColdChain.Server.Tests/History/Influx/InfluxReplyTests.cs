using System.Diagnostics;
using System.Text;
using ColdChain.Server.History.Influx;
using ColdChain.Testing;

namespace ColdChain.Server.Tests.History.Influx;

public sealed class InfluxReplyTests
{
    private const int Inputs = 100_000;

    private const int MostAllocatedPerInput = 8 * 1024;

    private const string Two = """
        {"results":[{"statement_id":0,"series":[{"name":"readings","columns":["time","v","f","s","j"],"values":[[1000,41,null,7,1],[2000,42,17,7,1]],"partial":true}],"partial":true}]}
        {"results":[{"statement_id":0,"series":[{"name":"readings","tags":{"sensor":"a"},"columns":["time","v","f","s","j"],"values":[[3000,-43,null,7,1]]}]}]}

        """;

    [Fact]
    public void Rows_of_several_documents_are_given_in_their_order()
    {
        (InfluxReply reply, List<long?[]> rows) = Read(Two);

        Assert.Null(reply.FaultAtEnd);
        Assert.Equal([[1000, 41, null, 7, 1], [2000, 42, 17, 7, 1], [3000, -43, null, 7, 1]], rows);
    }

    [Fact]
    public void Cut_into_pieces_of_any_length_it_reads_the_same()
    {
        for (int piece = 1; piece < 60; piece++)
        {
            (InfluxReply reply, List<long?[]> rows) = Read(Two, piece);
            Assert.Equal((null, 3), (reply.FaultAtEnd, rows.Count));
        }
    }

    [Fact]
    public void Cut_short_anywhere_it_is_never_taken_for_whole()
    {
        int end = Two.LastIndexOf('}');
        for (int length = 0; length <= end; length++)
        {
            Assert.NotNull(Read(Two[..length]).Reply.FaultAtEnd);
        }
    }

    [Fact]
    public void No_points_is_an_answer() =>
        Assert.Null(Read("""{"results":[{"statement_id":0}]}""").Reply.FaultAtEnd);

    [Theory]
    [InlineData("""{"results":[{"statement_id":0,"error":"database not found: c"}]}""")]
    [InlineData("""{"error":"database not found: c"}""")]
    public void The_database_s_own_words_are_kept(string answer) =>
        Assert.Equal("database not found: c", Read(answer).Reply.Error);

    [Theory]
    [InlineData("<html><body>502</body></html>", "not JSON")]
    [InlineData("", "ended early")]
    [InlineData("""{"results":[{"series":[{"values":[[1000,41.5,null,7,1]]}]}]}""", "whole numbers")]
    [InlineData("""{"results":[{"series":[{"values":[[1000,"41",null,7,1]]}]}]}""", "whole numbers")]
    [InlineData("""{"results":[{"series":[{"values":[[1000,41,null,7]]}]}]}""", "row of 4 values")]
    [InlineData("""{"results":[{"series":[{"values":[[1000,41,null,7,1,2]]}]}]}""", "whole numbers")]
    [InlineData("""{"results":[{"series":[{"values":[[null,41,null,7,1]]}]}]}""", "row of")]
    [InlineData("""{"results":[{"series":[{"values":[[1,1,1,1,1],[2,1,1,1,1],[3,1,1,1,1],[4,1,1,1,1]]}]}]}""", "more than the 3 rows")]
    public void Anything_else_is_a_fault_that_says_what_it_is(string answer, string fault) =>
        Assert.Contains(fault, Read(answer).Reply.FaultAtEnd, StringComparison.Ordinal);

    [Fact]
    public void A_hundred_thousand_random_answers_are_read_or_refused() => ReadAll(seed: 5, random =>
    {
        byte[] bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    });

    [Fact]
    public void A_hundred_thousand_damaged_answers_are_read_or_refused() => ReadAll(seed: 6, random =>
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Two);
        for (int times = random.Next(3); times > 0; times--)
        {
            bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"[]{},:\"0-.e"[random.Next(11)];
        }

        return random.Next(4) > 0 ? bytes : bytes[..random.Next(bytes.Length)];
    });

    private static void ReadAll(int seed, Func<Random, byte[]> make)
    {
        Random random = new(seed);
        int whole = 0;
        int faulty = 0;
        Stopwatch watch = Stopwatch.StartNew();
        for (int input = 0; input < Inputs; input++)
        {
            byte[] bytes = make(random);
            CountingRows rows = new();
            InfluxReply reply = new(rows, 3);
            long allocated = Allocated.By(
                () =>
                {
                    rows = new CountingRows();
                    reply = new InfluxReply(rows, 3);
                    int used = reply.Feed(bytes, isLast: false);
                    reply.Feed(bytes.AsSpan(used), isLast: true);
                },
                MostAllocatedPerInput);
            Assert.True(allocated <= MostAllocatedPerInput, $"{allocated} bytes for {Convert.ToHexString(bytes)}");
            Assert.InRange(rows.Count, 0, 3);
            (whole, faulty) = reply.FaultAtEnd is null ? (whole + 1, faulty) : (whole, faulty + 1);
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"it took {watch.Elapsed}");
        Assert.True(faulty > 1000 && (seed == 5 || whole > 1000), $"{whole} whole, {faulty} faulty"); // Both ways were reached.
    }

    private static (InfluxReply Reply, List<long?[]> Rows) Read(string answer, int piece = int.MaxValue)
    {
        CollectingRows rows = new();
        InfluxReply reply = new(rows, mostRows: 3);
        byte[] bytes = Encoding.UTF8.GetBytes(answer);
        int used = 0;
        for (int arrived = 0; arrived < bytes.Length;)
        {
            arrived = (int)Math.Min(bytes.Length, (long)arrived + piece);
            used += reply.Feed(bytes.AsSpan(used, arrived - used), isLast: false);
        }

        reply.Feed(bytes.AsSpan(used), isLast: true);
        return (reply, rows.Rows);
    }

    private sealed class CollectingRows : IInfluxRows
    {
        public List<long?[]> Rows { get; } = [];

        public void Add(long unixMilliseconds, ReadOnlySpan<long?> fields) => Rows.Add([unixMilliseconds, .. fields]);
    }

    private sealed class CountingRows : IInfluxRows
    {
        public int Count { get; private set; }

        public void Add(long unixMilliseconds, ReadOnlySpan<long?> fields) => Count++;
    }
}
