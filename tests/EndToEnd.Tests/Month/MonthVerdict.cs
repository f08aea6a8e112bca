namespace EndToEnd.Tests.Month;

/// <summary>What came of a month: counts, and every reading and excursion that is not as it must be.</summary>
public sealed class MonthVerdict
{
    /// <summary>Readings of the plan that are stored. A second row for one moment cannot be: it would be a conflict.</summary>
    public int Stored { get; set; }

    public int StoredLive { get; set; }

    public int Excursions { get; set; }

    public long Conflicts { get; set; }

    /// <summary>Put into the buffer, or acknowledged to its sensor, and not stored.</summary>
    public List<string> Lost { get; } = [];

    /// <summary>Stored with another value.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Stored, and neither planned nor acknowledged: what was on its way when the sensors ended, or invented.</summary>
    public List<(string Sensor, long At, int MilliCelsius)> Unknown { get; } = [];

    /// <summary>G4: found by one pass and not on record, or the other way round.</summary>
    public List<string> WrongExcursions { get; } = [];

    public bool IsClean => Lost.Count == 0 && Wrong.Count == 0 && Conflicts == 0 && WrongExcursions.Count == 0;

    public override string ToString() =>
        $"{Stored} stored, {StoredLive} live, {Conflicts} conflicts, {Excursions} excursions"
        + Listed("lost", Lost) + Listed("wrong", Wrong) + Listed("unknown", Unknown) + Listed("excursion", WrongExcursions);

    private static string Listed<T>(string name, List<T> what) => what.Count == 0
        ? string.Empty
        : $"\n  {name}: {what.Count}{string.Concat(what.Take(10).Select(one => $"\n    {one}"))}";
}
