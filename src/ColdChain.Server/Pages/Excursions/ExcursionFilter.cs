namespace ColdChain.Server.Pages.Excursions;

/// <summary>Which excursions the list shows.</summary>
/// <param name="Key">As in the address; the first is the default and has none.</param>
/// <param name="Chinese">The label in Chinese.</param>
/// <param name="English">The label in English.</param>
public sealed record ExcursionFilter(string Key, string Chinese, string English)
{
    public static readonly ExcursionFilter Everything = new("", "全部", "All");

    public static readonly ExcursionFilter GoingOn = new("open", "进行中", "Going on");

    public static readonly ExcursionFilter WithAlarm = new("alarm", "达到报警", "With alarm");

    public static readonly IReadOnlyList<ExcursionFilter> All = [Everything, GoingOn, WithAlarm];

    /// <summary>The one of this key; an unknown key shows everything.</summary>
    public static ExcursionFilter Find(string? key) => All.FirstOrDefault(filter => filter.Key == key) ?? Everything;
}
