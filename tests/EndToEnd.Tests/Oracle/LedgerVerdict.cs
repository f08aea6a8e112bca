namespace EndToEnd.Tests.Oracle;

/// <summary>What a comparison of truth and history found; the lists name readings one by one.</summary>
public sealed record LedgerVerdict
{
    /// <summary>Acknowledged to its sensor, or answered on a bus, and not in the history.</summary>
    public required IReadOnlyList<string> Lost { get; init; }

    /// <summary>In the history more than once, or with two values.</summary>
    public required IReadOnlyList<string> Twice { get; init; }

    /// <summary>In the history and never sent.</summary>
    public required IReadOnlyList<string> Invented { get; init; }

    /// <summary>Serial answers that were in flight when their reader was killed: at most one for a kill and a bus.</summary>
    public required IReadOnlyList<string> InFlight { get; init; }

    /// <summary>How many readings had to be there.</summary>
    public required int Owed { get; init; }

    public bool IsClean => Lost.Count == 0 && Twice.Count == 0 && Invented.Count == 0;

    public override string ToString() =>
        $"{Owed} owed; lost {Lost.Count}, twice {Twice.Count}, invented {Invented.Count}, in flight {InFlight.Count}"
        + Listed("lost", Lost) + Listed("twice", Twice) + Listed("invented", Invented) + Listed("in flight", InFlight);

    private static string Listed(string name, IReadOnlyList<string> readings) =>
        string.Concat(readings.Take(20).Select(reading => $"\n  {name}: {reading}"));
}
