namespace ColdChain.Benchmarks.Excursions;

/// <summary>How a fridge does that is judged.</summary>
public enum Fridge
{
    InRange,

    /// <summary>Too warm all the time: one excursion that goes on.</summary>
    Out,

    /// <summary>Too warm for 4 minutes of each 20: an excursion each time, none of which is long.</summary>
    Dithers,

    /// <summary>Too warm for 30 minutes of each 60: every rule falls due, over and over.</summary>
    ExcursionEachHour,
}
