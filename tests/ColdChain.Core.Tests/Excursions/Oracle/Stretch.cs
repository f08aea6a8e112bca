namespace ColdChain.Core.Tests.Excursions.Oracle;

/// <summary>So many minutes with a reading every <paramref name="Step"/> minutes; without values it is silence.</summary>
/// <param name="Minutes">At least one.</param>
/// <param name="Step">Minutes from one reading to the next.</param>
/// <param name="Values">In thousandths of a degree, over and over.</param>
/// <param name="HasConflicts">Each second reading was stored with the next value too (EX-13).</param>
internal sealed record Stretch(int Minutes, int Step, IReadOnlyList<int> Values, bool HasConflicts)
{
    /// <summary>Into the minutes that are its own.</summary>
    public void Store(Span<IReadOnlyList<int>> minutes)
    {
        for (int number = 0; Values.Count > 0 && number * Step < minutes.Length; number++)
        {
            int value = Values[number % Values.Count];
            int next = Values[(number + 1) % Values.Count];
            minutes[number * Step] = HasConflicts && number % 2 == 1 ? [value, next] : [value];
        }
    }

    public override string ToString() => Values.Count == 0
        ? $"{Minutes} min silent"
        : $"{Minutes} min of {string.Join(",", Values)} each {Step} min{(HasConflicts ? " in conflict" : "")}";
}
