using System.Buffers.Binary;

namespace ColdChain.Agent.Probes.Serial.Modbus;

/// <summary>A question for registers: function 3 (holding) or 4 (input).</summary>
/// <param name="Slave">1 to 247.</param>
/// <param name="Function">3 or 4.</param>
/// <param name="Register">The address as it travels, from 0: what a manual calls 40001 or 30001 is 0 here.</param>
/// <param name="Count">How many registers, 1 to 125.</param>
public readonly record struct ModbusRequest(byte Slave, byte Function, ushort Register, ushort Count)
{
    public const int FrameLength = 8;

    /// <summary>Slave, function, count of bytes, CRC around the registers.</summary>
    public int AnswerLength => 5 + (2 * Count);

    /// <summary>Writes the frame: slave, function, register, count (high byte first), CRC (low byte first).</summary>
    public void Write(Span<byte> frame)
    {
        frame[0] = Slave;
        frame[1] = Function;
        BinaryPrimitives.WriteUInt16BigEndian(frame[2..], Register);
        BinaryPrimitives.WriteUInt16BigEndian(frame[4..], Count);
        BinaryPrimitives.WriteUInt16LittleEndian(frame[6..], ModbusCrc.Of(frame[..6]));
    }
}
