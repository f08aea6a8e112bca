using System.Text.Json;
using ColdChain.Agent.Decoding;
using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Serial.Elitech;
using ColdChain.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Agent.Tests.Serial.Elitech;

public sealed class ElitechFrameTests
{
    private static readonly string Shared = Path.GetFullPath(Path.Combine(Repository.Root, "../shared/data/serial/elitech_rc4_vectors.json"));

    [Fact]
    public void Questions_are_those_of_the_description()
    {
        Assert.Equal("CC000A00D6", Convert.ToHexString(ElitechFrame.Hello));
        Assert.Equal("CC000600D2", Convert.ToHexString(ElitechFrame.Settings));
        Assert.Equal("337B0100AF", Convert.ToHexString(ElitechFrame.Head(0x7B)));
        Assert.Equal("337B0205B5", Convert.ToHexString(ElitechFrame.Page(0x7B, 5)));
        Assert.Equal("3303070007DF050E17043586", Convert.ToHexString(ElitechFrame.SetClock(3, new DateTime(2015, 5, 14, 23, 4, 53))));
    }

    [Fact]
    public void A_head_says_how_many_records_and_from_when() => Assert.Equal(
        new ElitechHead(2934, new DateTime(2015, 5, 14, 23, 4, 53)), ElitechHead.Read(Frames.Hex("55 0B 76 07 DF 05 0E 17 04 35 1F")));

    [Theory]
    [InlineData("55 0B 76 07 DF 05 0E 17 04 35 1E")] // sum
    [InlineData("54 0B 76 07 DF 05 0E 17 04 35 1E")] // first byte
    [InlineData("55 0B 76 07 DF 0D 0E 17 04 35 27")] // month 13
    [InlineData("55 0B 76 07 DF 02 1E 17 04 35 2C")] // 30 February
    [InlineData("55 0B 76 00 00 00 00 00 00 00 D6")] // never set
    [InlineData("")]
    public void What_is_no_head_is_none(string hex) => Assert.Null(ElitechHead.Read(Frames.Hex(hex)));

    [Fact]
    public void Settings_stand_where_the_description_says()
    {
        using LoggerOnWire logger = new() { Now = new DateTime(2015, 5, 14, 22, 47, 54), Interval = TimeSpan.FromSeconds(30), State = 2 };
        ElitechSettings settings = ElitechSettings.Read(logger.Settings())!;
        Assert.Equal((2, 0x28, TimeSpan.FromSeconds(30), true), (settings.Station, settings.Model, settings.Interval, settings.IsStarted));
        Assert.Equal((new DateTime(2015, 5, 14, 22, 47, 54), false, "9900112233"), (settings.Now, settings.IsFahrenheit, settings.Number));
    }

    [Fact]
    public void Whatever_records_a_page_holds_are_read_back() => Prop.ForAll(
        Gen.Choose(short.MinValue, short.MaxValue).Select(value => (short)value).ArrayOf().Where(values => values.Length is > 0 and <= 500).ToArbitrary(),
        tenths => Assert.Equal(tenths, ElitechPage.Read(LoggerOnWire.Seal(
            [0x55, .. tenths.SelectMany(one => new[] { (byte)((one >> 8) & 0xFF), (byte)(one & 0xFF) })])))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_hundred_thousand_strings_of_bytes_are_read_or_refused()
    {
        Random random = new(20261122);
        using LoggerOnWire logger = new() { Now = new DateTime(2026, 5, 1) };
        byte[][] good = [logger.Settings(), Frames.Hex("55 0B 76 07 DF 05 0E 17 04 35 1F"), Frames.Hex("55 00 2B FF 45 00 00 6C"), Frames.Hex("55 A5 FA")];
        ElitechProfile profile = SerialProfiles.FindElitech(DeviceProfileCatalogue.BuiltIn, "elitech-rc-4").Profile!;
        int read = 0;
        for (int round = 0; round < 100_000; round++)
        {
            byte[] body = [.. good[round % good.Length][..^1]];
            for (int change = random.Next(3); change > 0; change--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            byte[] frame = random.Next(3) == 0 ? body : LoggerOnWire.Seal(body);
            read += ElitechSettings.Read(frame) is not null || ElitechHead.Read(frame) is not null || ElitechPage.Read(frame) is not null ? 1 : 0;
            Assert.NotEmpty(ElitechDecoding.Run(profile, ElitechFrame.Page(1, 0), frame) is var report && report.Lines.Count > 0 ? ["lines"] : report.Rejected.Select(part => part.Reason));
        }

        Assert.True(read > 10_000, $"only {read} were read");
    }

    [Fact]
    public void Every_sample_of_the_profile_decodes_to_what_it_says()
    {
        JsonElement body = ((DeviceProfileOutcome.Found)DeviceProfileCatalogue.BuiltIn.Find("elitech-rc-4")).File.Body;
        foreach (JsonElement sample in body.GetProperty("samples").EnumerateArray())
        {
            DecodedReport report = ExchangeDecoding.Run(new DecodeRequest.OfExchange(
                "elitech-rc-4", sample.GetProperty("request").GetString()!, sample.GetProperty("response").GetString()!));
            if (sample.TryGetProperty("refused", out JsonElement refused))
            {
                Assert.Contains(refused.GetString()!, Assert.Single(report.Rejected).Reason, StringComparison.Ordinal);
                Assert.Empty(report.Lines);
                continue;
            }

            ExpectedLines.Check(sample.GetProperty("expect"), report.Lines);
        }
    }

    [Fact]
    public void Every_collected_exchange_is_known_or_refused_for_its_reason()
    {
        Assert.SkipUnless(File.Exists(Shared), $"the collected exchanges are not at hand ({Shared})");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Shared));
        List<string> seen = [];
        foreach (JsonElement vector in document.RootElement.GetProperty("vectors").EnumerateArray())
        {
            string request = vector.TryGetProperty("req", out JsonElement asked) ? asked.GetString()! : "33 7B 01 00 AF";
            string response = vector.TryGetProperty("rsp", out JsonElement answered) ? answered.GetString()! : string.Empty;
            DecodedReport report = ExchangeDecoding.Run(new DecodeRequest.OfExchange("elitech-rc-4", request, response));
            Assert.Empty(report.Lines);
            seen.Add(report.Rejected.Single().Reason.Split(": ")[^1]);
        }

        Assert.Equal(
            [
                "an acknowledgement", "the logger did not answer", "the logger did not answer",
                "a log of 2934 records from 2015-05-14T23:04:53 on", "the logger did not answer", "an acknowledgement", "the logger did not answer",
            ],
            seen);
    }
}
