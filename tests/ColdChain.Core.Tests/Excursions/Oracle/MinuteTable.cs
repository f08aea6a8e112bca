using ColdChain.Core.Keeping;

namespace ColdChain.Core.Tests.Excursions.Oracle;

/// <summary>For each minute what was measured at its begin, and the value that speaks through it, or nothing.</summary>
internal sealed class MinuteTable
{
    private readonly StorageProfile _profile;

    public MinuteTable(MinuteSeries series)
    {
        _profile = series.Profile;
        Measured = new int?[series.Now + 1];
        Speaking = new int?[series.Now];
        IReadOnlyList<int>[] stored = series.Stored();
        for (int minute = 0; minute < stored.Length; minute++)
        {
            Measured[minute] = stored[minute].Count == 0 ? null : Worst(stored[minute]);
        }

        // EX-06
        int longest = (int)_profile.LongestInterval.TotalMinutes;
        for (int minute = 0; minute < series.Now; minute++)
        {
            for (int back = 0; back < longest && minute - back >= 0 && Speaking[minute] is null; back++)
            {
                Speaking[minute] = Measured[minute - back];
            }
        }
    }

    /// <summary>At this minute exactly; one more than there are minutes, since a reading may come as the clock stands.</summary>
    public int?[] Measured { get; }

    /// <summary>From this minute to the next.</summary>
    public int?[] Speaking { get; }

    // EX-05: "the limits themselves are in range".
    public bool IsTooWarm(int? value) => value > _profile.High?.Value.MilliCelsius;

    public bool IsTooCold(int? value) => value < _profile.Low?.Value.MilliCelsius;

    public bool IsOut(int? value) => IsTooWarm(value) || IsTooCold(value);

    // EX-05: of a rule "at or below" the bound itself is beyond.
    public static bool IsBeyond(Limit limit, int? value) => limit.Side == LimitSide.High
        ? value > limit.Value.MilliCelsius || (!limit.Inclusive && value == limit.Value.MilliCelsius)
        : value < limit.Value.MilliCelsius || (!limit.Inclusive && value == limit.Value.MilliCelsius);

    // EX-13
    private int Worst(IReadOnlyList<int> values)
    {
        int worst = values[0];
        foreach (int value in values)
        {
            bool isNearer = Room(value) < Room(worst);
            worst = isNearer || (Room(value) == Room(worst) && value > worst) ? value : worst;
        }

        return worst;
    }

    private int Room(int value)
    {
        int above = _profile.High is null ? int.MaxValue : _profile.High.Value.MilliCelsius - value;
        int below = _profile.Low is null ? int.MaxValue : value - _profile.Low.Value.MilliCelsius;
        return Math.Min(above, below);
    }
}
