using System.Buffers.Binary;

namespace ColdChain.Agent.Probes.Serial.Elitech;

/// <summary>What is said to an Elitech RC-4 or RC-5 and what it says. Pure; numbers are big-endian.</summary>
/// <remarks>
/// <code>
/// hello         CC 00 0A 00 sum               55 A5 sum
/// settings      CC 00 06 00 sum               55 station .. model .. interval(3) .. state .. start(7) .. count .. now(7) .. sum   160 bytes
/// log, head     33 station 01 00 sum          55 count(2) start(7) sum
/// log, page     33 station 02 page sum        55 temperature(2) ... sum                         tenths of a degree, two's complement
/// set clock     33 station 07 00 now(7) sum   55 A3 sum
/// </code>
/// A time is year(2) month day hour minute second by the logger's own clock. The last byte is the sum of all before, modulo 256.
/// Source: the description that civic/elitech-datareader worked out (rc-4-data.md); the offsets of the settings are its example's.
/// </remarks>
public static class ElitechFrame
{
    public const int HelloLength = 3;
    public const int SettingsLength = 160;
    public const int HeadLength = 11;
    public const byte Answer = 0x55;
    private const byte ToAny = 0xCC;
    private const byte ToStation = 0x33;
    private const int TimeLength = 7;

    public static byte[] Hello { get; } = Seal([ToAny, 0x00, 0x0A, 0x00]);

    public static byte[] Settings { get; } = Seal([ToAny, 0x00, 0x06, 0x00]);

    public static byte[] Head(byte station) => Seal([ToStation, station, 0x01, 0x00]);

    public static byte[] Page(byte station, byte page) => Seal([ToStation, station, 0x02, page]);

    /// <param name="now">By the clock that the logger is to show; its seconds are kept.</param>
    public static byte[] SetClock(byte station, DateTime now)
    {
        byte[] time = new byte[TimeLength];
        BinaryPrimitives.WriteUInt16BigEndian(time, (ushort)now.Year);
        (time[2], time[3], time[4], time[5], time[6]) =
            ((byte)now.Month, (byte)now.Day, (byte)now.Hour, (byte)now.Minute, (byte)now.Second);
        return Seal([ToStation, station, 0x07, 0x00, .. time]);
    }

    /// <summary>True for an answer whose last byte is the sum of those before.</summary>
    public static bool Fits(ReadOnlySpan<byte> frame) => frame.Length >= HelloLength && frame[0] == Answer && Sum(frame[..^1]) == frame[^1];

    public static byte Sum(ReadOnlySpan<byte> bytes)
    {
        int sum = 0;
        foreach (byte one in bytes)
        {
            sum += one;
        }

        return (byte)(sum & 0xFF);
    }

    /// <returns>Null for seven bytes that are no time: a logger whose clock was never set.</returns>
    public static DateTime? ReadTime(ReadOnlySpan<byte> bytes)
    {
        int year = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        bool isTime = year is >= 2000 and <= 9998 && bytes[2] is >= 1 and <= 12
            && bytes[3] >= 1 && bytes[3] <= DateTime.DaysInMonth(year, bytes[2])
            && bytes[4] < 24 && bytes[5] < 60 && bytes[6] < 60;
        return isTime ? new DateTime(year, bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], DateTimeKind.Unspecified) : null;
    }

    private static byte[] Seal(byte[] body) => [.. body, Sum(body)];
}
