using System.Text.Json;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Modbus;
using ColdChain.Core.Temperatures;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Serial;

/// <summary>Frames that real transmitters sent, where they are at hand beside the repository; never copied into it.</summary>
public sealed class SharedVectorTests
{
    private static readonly string File = Path.GetFullPath(Path.Combine(Repository.Root, "../shared/data/serial/modbus_rtu_vectors.json"));

    [Fact]
    public void Real_answers_are_understood_and_the_wrong_one_is_refused()
    {
        Assert.SkipUnless(System.IO.File.Exists(File), $"the captured frames are not at hand ({File})");
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllBytes(File));
        int answered = 0;
        int refused = 0;
        foreach (JsonElement vector in document.RootElement.GetProperty("vectors").EnumerateArray())
        {
            byte[] request = vector.TryGetProperty("req", out JsonElement text) ? Frames.Hex(text.GetString()!) : [];
            bool isValid = !vector.TryGetProperty("valid", out JsonElement valid) || valid.GetBoolean();
            if (request.Length > 0)
            {
                Assert.Equal(isValid, ModbusCrc.Fits(request));
                refused += isValid ? 0 : 1;
            }

            bool isRead = request.Length == ModbusRequest.FrameLength && request[1] is 3 or 4;
            if (isRead && vector.TryGetProperty("rsp", out JsonElement response))
            {
                Check(vector, request, Frames.Hex(response.GetString()!));
                answered++;
            }
        }

        Assert.True(answered >= 3 && refused >= 1, $"{answered} answers, {refused} refusals");
    }

    private static void Check(JsonElement vector, byte[] request, byte[] response)
    {
        ModbusRequest question = new(request[0], request[1], (ushort)((request[2] << 8) | request[3]), (ushort)((request[4] << 8) | request[5]));
        ModbusScan scan = ModbusAnswer.Scan(response, question);
        Assert.Equal(ModbusScanKind.Answer, scan.Kind);
        decimal expected = vector.GetProperty("expect").GetProperty("temperature").GetDecimal();
        RegisterMap map = new(RegisterType.Signed16, WordOrder.HighFirst, 0.1m, [-32768]);
        IEnumerable<Temperature> temperatures = Enumerable.Range(0, question.Count)
            .Select(register => (ushort)((response[scan.DataAt + (2 * register)] << 8) | response[scan.DataAt + (2 * register) + 1]))
            .Select(register => RegisterReader.Read(register, 0, map).Value);
        Assert.Contains(Temperature.FromCelsius(expected), temperatures);
    }
}
