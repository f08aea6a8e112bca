using System.Buffers.Binary;

namespace FirmwareSim.Loggers;

/// <summary>What an Elitech RC-4 says, as docs/devices/elitech.md has it.</summary>
internal static class LoggerMessages
{
    /// <summary>Records of a page of an RC-4.</summary>
    public const int PageSize = 100;

    /// <summary>The number it answers to.</summary>
    public const byte Station = 2;

    private const int SettingsSize = 160;
    private const byte Model = 0x28;
    private const byte Started = 1;
    private const byte Celsius = 0x31;

    public static byte[] Acknowledgement(byte what) => Seal([0x55, what]);

    public static byte[] Settings(TimeSpan interval, DateTimeOffset start, int count, DateTimeOffset now)
    {
        byte[] body = new byte[SettingsSize - 1];
        (body[0], body[1], body[3], body[19], body[151]) = (0x55, Station, Model, Started, Celsius);
        (body[5], body[6], body[7]) = ((byte)interval.TotalHours, (byte)interval.Minutes, (byte)interval.Seconds);
        Time(start).CopyTo(body, 20);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(29), (ushort)count);
        Time(now).CopyTo(body, 31);
        "SIMULATED1"u8.CopyTo(body.AsSpan(138));
        return Seal(body);
    }

    public static byte[] Head(int count, DateTimeOffset start) =>
        Seal([0x55, (byte)(count >> 8), (byte)(count & 0xFF), .. Time(start)]);

    public static byte[] Page(IReadOnlyList<short> tenths, int page)
    {
        List<byte> body = [0x55];
        foreach (short one in tenths.Skip(page * PageSize).Take(PageSize))
        {
            body.Add(unchecked((byte)(one >> 8)));
            body.Add(unchecked((byte)one));
        }

        return Seal([.. body]);
    }

    public static bool IsSound(ReadOnlySpan<byte> frame) => frame.Length > 1 && SumOf(frame[..^1]) == frame[^1];

    private static byte[] Time(DateTimeOffset time) =>
        [(byte)(time.Year >> 8), (byte)(time.Year & 0xFF), (byte)time.Month, (byte)time.Day, (byte)time.Hour, (byte)time.Minute, (byte)time.Second];

    private static byte[] Seal(byte[] body) => [.. body, SumOf(body)];

    private static byte SumOf(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (byte one in bytes)
        {
            sum = unchecked((byte)(sum + one));
        }

        return sum;
    }
}
