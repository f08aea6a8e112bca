namespace FirmwareSim.Modbus;

/// <summary>The CRC of Modbus RTU frames (docs/protocols/modbus-rtu.md §3): polynomial 0xA001, start 0xFFFF, low byte first.</summary>
/// <remarks>Bit by bit on purpose: the agent uses a table, so that one slip cannot be in both.</remarks>
internal static class ModbusCrc
{
    /// <summary>Bytes that the CRC takes at the end of a frame.</summary>
    public const int Size = 2;

    public static ushort Of(ReadOnlySpan<byte> bytes)
    {
        int crc = 0xFFFF;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                bool carry = (crc & 1) != 0;
                crc >>= 1;
                if (carry)
                {
                    crc ^= 0xA001;
                }
            }
        }

        return (ushort)crc;
    }

    /// <summary>Whether the frame's last two bytes are the CRC of those before.</summary>
    public static bool IsRight(ReadOnlySpan<byte> frame)
    {
        if (frame.Length <= Size)
        {
            return false;
        }

        ushort crc = Of(frame[..^Size]);
        return frame[^2] == (byte)(crc & 0xFF) && frame[^1] == (byte)(crc >> 8);
    }

    /// <summary>The body with its CRC behind it.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> body)
    {
        byte[] frame = new byte[body.Length + Size];
        body.CopyTo(frame);
        ushort crc = Of(body);
        frame[^2] = (byte)(crc & 0xFF);
        frame[^1] = (byte)(crc >> 8);
        return frame;
    }
}
