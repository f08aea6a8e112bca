namespace ColdChain.Server.History.Embedded;

/// <summary>The key of a block: span of days, sensor, number, in the form of <see cref="ChunkId"/>; so blocks too are added at the end.</summary>
/// <param name="Span">Whole <see cref="DaysOfSpan"/> since 1970 by the history's calendar.</param>
/// <param name="Sensor">The number of the sensor.</param>
/// <param name="Number">0 for the first of the span; more where what came late was bound later.</param>
internal readonly record struct BlockId(int Span, int Sensor, int Number)
{
    /// <summary>So many days can be told in milliseconds by 31 bits, and a year has 15 blocks.</summary>
    public const int DaysOfSpan = 24;

    public int FirstDay => Span * DaysOfSpan;

    /// <summary>As it is in the file.</summary>
    public long Key => new ChunkId(Span, Sensor, Number).Number;

    /// <summary>What its sums are over; a block gets its number after its bytes, and it says nothing of what is in them.</summary>
    public long Place => (this with { Number = 0 }).Key;

    public static BlockId Of(long key) => ChunkId.Of(key) is var id ? new(id.Day, id.Sensor, id.Part) : default;

    public static int SpanOf(int day) => day / DaysOfSpan;

    /// <summary>The first key of a sensor's span, and the first behind it.</summary>
    public static (long From, long Until) KeysOf(int span, int sensor) =>
        (new BlockId(span, sensor, 0).Key, new BlockId(span, sensor, 0).Key + ChunkId.MostParts);
}
