using System.Buffers.Binary;

namespace ColdChain.Agent.Probes.Serial.Elitech;

/// <summary>The records of one page: tenths of a degree.</summary>
public static class ElitechPage
{
    /// <summary>RC-5 pages hold 500 records, those of an RC-4 100.</summary>
    public const int MostRecords = 500;

    /// <returns>Null for bytes that are no page.</returns>
    public static short[]? Read(ReadOnlySpan<byte> frame)
    {
        int count = (frame.Length - 2) / 2;
        if (frame.Length % 2 != 0 || count is < 1 or > MostRecords || !ElitechFrame.Fits(frame))
        {
            return null;
        }

        short[] tenths = new short[count];
        for (int index = 0; index < count; index++)
        {
            tenths[index] = BinaryPrimitives.ReadInt16BigEndian(frame[(1 + (2 * index))..]);
        }

        return tenths;
    }
}
