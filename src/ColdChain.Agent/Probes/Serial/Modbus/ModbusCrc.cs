namespace ColdChain.Agent.Probes.Serial.Modbus;

/// <summary>CRC-16/MODBUS: polynomial 0xA001 (reflected), start 0xFFFF, sent low byte first (Serial Line 1.02, 6.2.2).</summary>
public static class ModbusCrc
{
    private const ushort Polynomial = 0xA001;

    private static readonly ushort[] Table = MakeTable();

    public static ushort Of(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0xFFFF;
        foreach (byte one in bytes)
        {
            crc = (ushort)((crc >> 8) ^ Table[(crc ^ one) & 0xFF]);
        }

        return crc;
    }

    /// <summary>True when the last two bytes are the CRC of those before.</summary>
    public static bool Fits(ReadOnlySpan<byte> frame) =>
        frame.Length > 2 && Of(frame[..^2]) == (ushort)(frame[^2] | (frame[^1] << 8));

    private static ushort[] MakeTable()
    {
        ushort[] table = new ushort[256];
        for (int index = 0; index < table.Length; index++)
        {
            ushort crc = (ushort)index;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? (ushort)(crc >> 1) : (ushort)((crc >> 1) ^ Polynomial);
            }

            table[index] = crc;
        }

        return table;
    }
}
