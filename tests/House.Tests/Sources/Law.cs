namespace House.Tests.Sources;

/// <summary>How a broken rule is told: each place on a line, and what to do about it.</summary>
public static class Law
{
    public static void IsKept(IEnumerable<string> offences, string whatToDo)
    {
        string[] found = [.. offences];
        Assert.True(found.Length == 0, $"{whatToDo}\n  {string.Join("\n  ", found)}");
    }
}
