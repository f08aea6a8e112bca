using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>A sealed day of a sensor whose first part keeps its readings elsewhere.</summary>
/// <param name="Day">By the history's calendar.</param>
/// <param name="MostReadings">How many there can be of that day altogether, later parts and what just came with them.</param>
internal readonly record struct AwayDay(int Day, int MostReadings)
{
    /// <summary>What may have been written for the day between two looks at it.</summary>
    public const int Slack = 2_000;

    /// <summary>
    /// The first part out of all readings of a day: those whose moments no later part has. Null when they are not those that
    /// the figures were made of.
    /// </summary>
    /// <param name="all">Of the day, by time.</param>
    /// <param name="figures">Of the first part.</param>
    /// <param name="later">The later parts, in the file or still open.</param>
    public static KeptReading[]? FirstPart(IReadOnlyList<KeptReading> all, ChunkFigures figures, IReadOnlyList<KeptDay> later)
    {
        HashSet<int> elsewhere = [];
        foreach (KeptDay part in later)
        {
            foreach (ref readonly KeptReading reading in part.Readings.Span)
            {
                elsewhere.Add(reading.Offset);
            }
        }

        KeptReading[] own = [.. elsewhere.Count == 0 ? all : all.Where(reading => !elsewhere.Contains(reading.Offset))];
        return ChunkFigures.Of(new KeptDay(own, ReadOnlyMemory<KeptReading>.Empty)) == figures ? own : null;
    }
}
