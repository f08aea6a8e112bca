using ColdChain.Core.Keeping;

namespace ColdChain.Core.Tests.Excursions.Oracle;

/// <summary>What the loops over minutes say of one excursion; all times are whole minutes.</summary>
internal sealed class NaiveExcursion(LimitSide side, int start)
{
    /// <summary>Of the bands of EX-21, from the coldest.</summary>
    public const int BandCount = 7;

    public LimitSide Side => side;

    public int Start => start;

    /// <summary>Null while it goes on.</summary>
    public int? End { get; set; }

    public int Out { get; set; }

    public int Unobserved { get; set; }

    public int Longest { get; set; }

    public int Peak { get; set; }

    public int PeakAt { get; set; }

    public int[] Bands { get; } = new int[BandCount];

    public List<(string Rule, int DueAt)> Alarms { get; } = [];
}
