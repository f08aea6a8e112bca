using FirmwareSim.Physics;
using FirmwareSim.Scenarios;

namespace FirmwareSim.Modbus;

/// <summary>Makes of a right answer what a bad line makes of it. A spoilt frame never has a right CRC by chance.</summary>
internal sealed class AnswerSpoiler(SeededRandom random)
{
    /// <summary>An id that no scenario uses: its answers belong to nobody.</summary>
    private const byte OtherSlave = 248;

    /// <summary>A right answer of another slave of two registers: 21.5 °C, which no fridge of the product has.</summary>
    public static byte[] OtherAnswer() => ModbusCrc.Seal([OtherSlave, ModbusFunction.ReadHoldingRegisters, 4, 0x01, 0xC4, 0x00, 0xD7]);

    public byte[] Spoil(HappeningKind kind, byte[] frame) => kind switch
    {
        HappeningKind.WrongCrc => WithWrongCrc(frame),
        HappeningKind.Partial => frame[..(1 + random.NextBelow(frame.Length - 1))],
        HappeningKind.Noise => WithNoise(frame),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This fault does not change bytes."),
    };

    private byte[] WithWrongCrc(byte[] frame)
    {
        byte[] spoilt = [.. frame];
        spoilt[^1] ^= (byte)(1 + random.NextBelow(255));
        return spoilt;
    }

    private byte[] WithNoise(byte[] frame)
    {
        byte[] spoilt = [.. frame];
        int hit = random.NextBelow(spoilt.Length);
        spoilt[hit] ^= (byte)(1 << random.NextBelow(8));
        byte[] before = new byte[random.NextBelow(5)];
        byte[] after = new byte[random.NextBelow(5)];
        random.Fill(before);
        random.Fill(after);
        return [.. before, .. spoilt, .. after];
    }
}
