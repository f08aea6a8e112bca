namespace ColdChain.Agent.LocalAlarm.Outputs.Gsm;

/// <summary>What a modem answered.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="Detail">The final line, such as <c>+CMS ERROR: 500</c>.</param>
/// <param name="Lines">What came before it.</param>
internal sealed record AtAnswer(AtResult Result, string Detail, IReadOnlyList<string> Lines)
{
    /// <summary>What follows <paramref name="prefix"/> in the first line that begins with it; null when there is none.</summary>
    public string? After(string prefix) =>
        Lines.FirstOrDefault(line => line.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..].Trim();
}
