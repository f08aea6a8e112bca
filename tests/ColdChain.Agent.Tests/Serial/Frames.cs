using ColdChain.Agent.Probes.Serial.Modbus;

namespace ColdChain.Agent.Tests.Serial;

/// <summary>Modbus frames by hand, as hexadecimal text or from their fields.</summary>
internal static class Frames
{
    public static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    public static byte[] Answer(byte slave, byte function, params ushort[] registers) => WithCrc(
        [slave, function, (byte)(2 * registers.Length), .. registers.SelectMany(one => new[] { (byte)(one >> 8), (byte)(one & 0xFF) })]);

    public static byte[] Exception(byte slave, byte function, byte code) => WithCrc([slave, (byte)(function | 0x80), code]);

    public static byte[] WithCrc(byte[] body)
    {
        ushort crc = ModbusCrc.Of(body);
        return [.. body, (byte)(crc & 0xFF), (byte)(crc >> 8)];
    }
}
