using System.Text.Json;
using ColdChain.Agent.Decoding;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Serial;

public sealed class ExchangeDecodingTests
{
    private static readonly string Shared = Path.GetFullPath(Path.Combine(Repository.Root, "../shared/data/serial/modbus_rtu_vectors.json"));

    [Fact]
    public void A_good_exchange_gives_the_temperature_and_what_stands_beside_it()
    {
        DecodedReport report = Run("renke-ws", "01 03 00 00 00 02 C4 0B", Frames.Answer(1, 3, 452, 43));
        DecodedLine line = Assert.Single(report.Lines);
        Assert.Equal(("slave-1/temperature", 4_300, null), (line.Sensor, line.Celsius!.Value.MilliCelsius, line.Fault));
        Assert.Equal("45.2", line.Further["humidityPercent"]!.ToJsonString());
        Assert.Empty(report.Rejected);
    }

    [Theory]
    [InlineData("00 04 00 01 00 02 20 1A", "", "request", "wrong CRC: 20 1A, of these bytes it is 21 DA")]
    [InlineData("00 04 00 01 00 02 21 DA", "", "request", "broadcast (slave 0)")]
    [InlineData("01 06 00 20 00 02 09 C1", "01 06 00 20 00 02 09 C1", "request", "not a question for a temperature: function 6 writes")]
    [InlineData("03 01 00 00 00 04 3C 2B", "03 01 01 00 50 30", "request", "function 1 reads coils or inputs")]
    [InlineData("01 03 00 01", "", "request", "has a wrong CRC")]
    [InlineData("01", "", "request", "is 1 bytes long")]
    [InlineData("zz", "", "request", "is not hexadecimal")]
    [InlineData("01 03 00 01 00 01 D5 CA", "0", "response", "is not hexadecimal")]
    [InlineData("01 03 00 01 00 01 D5 CA", "", "response", "is empty: the slave did not answer")]
    [InlineData("01 03 00 01 00 01 D5 CA", "01 03 02 00 2B F8 5C", "response", "has a wrong CRC")]
    [InlineData("01 03 00 01 00 01 D5 CA", "01 03 02 00 2B", "response", "breaks off: 5 bytes of 7")]
    [InlineData("01 03 00 01 00 01 D5 CA", "02 03 02 00 2B BC 5B", "response", "is of slave 2, asked was slave 1")]
    [InlineData("01 03 00 01 00 01 D5 CA", "01 04 02 01 31 79 74", "response", "function 4 reads registers, asked was function 3")]
    [InlineData("01 03 00 01 00 01 D5 CA", "01 03 04 00 C1 00 00 AB CF", "response", "holds 2 registers, asked were 1")]
    [InlineData("01 03 00 01 00 01 D5 CA", "01 06 00 20 00 02 09 C1", "response", "not a temperature answer: function 6 writes")]
    [InlineData("01 03 00 63 00 01 74 14", "01 03 02 00 2B F8 5B", "request", "renke-ws has no temperature there")]
    public void What_is_no_exchange_of_a_temperature_is_refused_with_its_reason(string request, string response, string where, string says)
    {
        DecodedReport report = ExchangeDecoding.Run(new DecodeRequest.OfExchange("renke-ws", request, response));
        Assert.Empty(report.Lines);
        Assert.Contains(report.Rejected, part => part.Where == where && part.Reason.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void A_refusal_of_the_slave_is_a_fault_of_it()
    {
        DecodedLine line = Assert.Single(Run("renke-ws", "01 03 00 01 00 01 D5 CA", Frames.Exception(1, 3, 2)).Lines);
        Assert.Equal("DeviceError", line.Fault);
        Assert.Contains("illegal data address", line.Further["detail"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_that_is_not_there_is_refused() => Assert.Equal(
        "profile", Assert.Single(Run("no-such", "01 03 00 01 00 01 D5 CA", []).Rejected).Where);

    [Fact]
    public void Every_captured_exchange_decodes_or_is_refused_for_the_right_reason()
    {
        Assert.SkipUnless(File.Exists(Shared), $"the captured frames are not at hand ({Shared})");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Shared));
        int decoded = 0;
        int refused = 0;
        foreach (JsonElement vector in document.RootElement.GetProperty("vectors").EnumerateArray())
        {
            bool isDecoded = CheckVector(vector);
            decoded += isDecoded ? 1 : 0;
            refused += isDecoded ? 0 : 1;
        }

        Assert.Equal((3, 9), (decoded, refused));
    }

    [Fact]
    public void A_hundred_thousand_changed_exchanges_end_in_a_report()
    {
        Random random = new(20261122);
        string[] profiles = ["renke-ws", "r4dcb08", "simex-trs-02a", "tb260-float"];
        byte[] request = Frames.Hex("01 03 00 00 00 08 44 0C");
        byte[] response = Frames.Answer(1, 3, 1, 2, 3, 4, 5, 6, 7, 8);
        for (int round = 0; round < 100_000; round++)
        {
            DecodedReport report = ExchangeDecoding.Run(new DecodeRequest.OfExchange(
                profiles[round % profiles.Length],
                Convert.ToHexString(round % 3 == 0 ? request : Changed(request, random)),
                Convert.ToHexString(Changed(response, random))));
            Assert.True(report.Lines.Count + report.Rejected.Count > 0);
        }
    }

    /// <summary>Which profile a captured frame belongs to; a frame without an answer, or of another kind of device, is refused.</summary>
    private static bool CheckVector(JsonElement vector)
    {
        string id = vector.GetProperty("id").GetString()!;
        string profile = id.Split('-')[0] switch { "renke" => "renke-ws", "simex" => "simex-trs-02a", _ => "xy-md02" };
        string request = vector.TryGetProperty("req", out JsonElement asked) ? asked.GetString()! : "01 04 00 01 00 01 60 0A";
        string response = vector.TryGetProperty("rsp", out JsonElement answered) ? answered.GetString()! : string.Empty;
        DecodedReport report = ExchangeDecoding.Run(new DecodeRequest.OfExchange(profile, request, response));
        bool isTemperature = response.Length > 0 && vector.TryGetProperty("expect", out _);
        Assert.Equal(isTemperature, report.Lines.Count == 1);
        Assert.Equal(isTemperature, report.Rejected.Count == 0);
        if (isTemperature)
        {
            Assert.Equal(
                vector.GetProperty("expect").GetProperty("temperature").GetDecimal(), report.Lines[0].Celsius!.Value.MilliCelsius / 1000m);
        }

        return isTemperature;
    }

    private static DecodedReport Run(string profile, string request, byte[] response) =>
        ExchangeDecoding.Run(new DecodeRequest.OfExchange(profile, request, Convert.ToHexString(response)));

    private static byte[] Changed(byte[] bytes, Random random)
    {
        byte[] changed = [.. bytes];
        for (int change = random.Next(3); change > 0; change--)
        {
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
        }

        int length = random.Next(4) == 0 ? random.Next(changed.Length + 1) : changed.Length;
        if (length > 2 && random.Next(2) == 0)
        {
            return Frames.WithCrc(changed[..(length - 2)]);
        }

        return changed[..length];
    }
}
