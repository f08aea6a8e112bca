using System.Text;
using System.Text.Json;
using ColdChain.Core.Integrity;
using ColdChain.Server.History.Influx;
using ColdChain.Testing;
using FsCheck;
using FsCheck.Fluent;

using static ColdChain.Server.Tests.History.Influx.InfluxUnderTest;

namespace ColdChain.Server.Tests.History.Influx;

public sealed class LineProtocolTests(InfluxUnderTest influx) : IClassFixture<InfluxUnderTest>
{
    /// <summary>Letters that mean something to the line protocol or to InfluxQL, and some that do not.</summary>
    private static readonly string[] Letters = ["a", "Z", "0", "/", "-", ".", ",", "=", " ", "'", "\"", "\\", "$", "%", ";", "库", "é", "🧊", "#"];

    [Fact]
    public void A_reading_is_one_line_of_whole_numbers() =>
        Assert.Equal(
            "readings,sensor=gaochuan/fridge-1/top v=4100i,s=29626081i,j=3i 1777564860000\n",
            Line("gaochuan/fridge-1/top", At(1, 4_100)));

    [Fact]
    public void Flags_are_written_when_there_are_any() =>
        Assert.Equal(
            "readings,sensor=a v=-18250i,f=17i,s=29626080i,j=3i 1777564800000\n", Line("a", At(0, -18_250, flags: 17)));

    [Fact]
    public void The_largest_numbers_fit() =>
        Assert.Equal(
            "readings,sensor=a v=-2147483648i,f=65535i,s=-2147483648i,j=2147483647i 1777651199999\n",
            Line("a", new KeptReading(86_399_999, int.MinValue, ushort.MaxValue, int.MinValue, int.MaxValue)));

    [Theory]
    [InlineData("a,b", @"readings,sensor=a\,b ")]
    [InlineData("a=b c", @"readings,sensor=a\=b\ c ")]
    [InlineData("冷库\"1\"", "readings,sensor=冷库\"1\" ")]
    public void What_the_protocol_would_take_for_its_own_is_escaped(string sensor, string series) =>
        Assert.Equal(series, Encoding.UTF8.GetString(LineProtocol.SeriesOf(sensor)));

    [Theory]
    [InlineData("")]
    [InlineData("a\nreadings,sensor=b")]
    [InlineData("a\\")]
    public void What_the_protocol_cannot_say_is_refused(string sensor) =>
        Assert.Throws<ArgumentException>(() => LineProtocol.SeriesOf(sensor));

    [Fact]
    public void Lines_of_a_known_sensor_cost_no_memory()
    {
        LineBuffer lines = new();
        KeptReading[] day = WholeDay();
        Fill(lines, day);

        Assert.Equal(0, Allocated.By(() => Fill(lines, day)));
        Assert.Equal(day.Length, lines.Count);
    }

    /// <summary>Written with our escape, asked for with our quotes: found, and nothing else is found.</summary>
    [Fact]
    public async Task Any_name_is_found_again_by_the_real_server()
    {
        using InfluxHttpClient client = await influx.DatabaseAsync(options => options with { Database = "names" });
        Gen<string> names = Gen.Elements(Letters).ArrayOf().Where(letters => letters is [.., not "\\"])
            .Select(letters => string.Concat(letters));
        string[] written = [.. names.Sample(400, 12).Distinct(StringComparer.Ordinal)];
        string lines = string.Concat(written.Select((name, place) => Line(name, At(1, place))));
        Assert.IsType<InfluxOutcome.Done>(await client.WriteAsync(
            Encoding.UTF8.GetBytes(lines), TestContext.Current.CancellationToken));

        for (int place = 0; place < written.Length; place++)
        {
            string answer = await influx.Server.AskAsync(
                InfluxQl.Points(written[place], 0, 4_000_000_000_000), "names", TestContext.Current.CancellationToken);
            using JsonDocument parsed = JsonDocument.Parse(answer);
            JsonElement rows = parsed.RootElement.GetProperty("results")[0].GetProperty("series")[0].GetProperty("values");
            Assert.Equal((1, place), (rows.GetArrayLength(), rows[0][1].GetInt32()));
        }

        Assert.True(written.Length > 100, $"{written.Length} names");
    }

    private static string Line(string sensor, KeptReading reading)
    {
        System.Buffers.ArrayBufferWriter<byte> lines = new();
        LineProtocol.Write(lines, LineProtocol.SeriesOf(sensor), DayCalendar.China.StartOf(Day), reading);
        return Encoding.UTF8.GetString(lines.WrittenSpan);
    }

    private static void Fill(LineBuffer lines, KeptReading[] day)
    {
        lines.Clear();
        foreach (KeptReading reading in day)
        {
            lines.Add(Top, DayCalendar.China.StartOf(Day), reading);
        }
    }
}
