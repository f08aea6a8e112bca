namespace ColdChain.Server.History.Embedded;

/// <summary>The key of a chunk: day, sensor, part, in this order, so that a history grows at its end.</summary>
/// <remarks>
/// <code>
/// bits  30 and above   10 to 29        0 to 9
///       day            sensor number   part
/// </code>
/// Part 0 is the day as it was when it ended; what came later for it are parts 1, 2, ...
/// </remarks>
/// <param name="Day">Whole days since 1970 by the history's calendar; from 2020 on, so never negative.</param>
/// <param name="Sensor">The number of the sensor; a million of them.</param>
/// <param name="Part">0 to 1 023.</param>
internal readonly record struct ChunkId(int Day, int Sensor, int Part)
{
    public const int MostSensors = 1 << 20;

    public const int MostParts = 1 << 10;

    public long Number => ((long)Day << 30) | ((long)Sensor << 10) | (long)Part;

    public static ChunkId Of(long number) => new((int)(number >> 30), (int)((number >> 10) & (MostSensors - 1)), (int)(number & (MostParts - 1)));
}
