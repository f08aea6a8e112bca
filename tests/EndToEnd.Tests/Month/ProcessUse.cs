using System.Globalization;

namespace EndToEnd.Tests.Month;

/// <summary>What Linux says a process has used; zero for one that is gone.</summary>
/// <param name="PeakKibibytes">VmHWM: the most that was resident at once.</param>
/// <param name="Cpu">User and system time together.</param>
public readonly record struct ProcessUse(long PeakKibibytes, TimeSpan Cpu)
{
    /// <summary>USER_HZ, which Linux has fixed at 100 for what it tells programs.</summary>
    private const int TicksOfSecond = 100;

    public static ProcessUse Of(int processId)
    {
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}");
        if (!Directory.Exists(folder))
        {
            return default;
        }

        string peak = File.ReadLines($"{folder}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        string stat = File.ReadAllText($"{folder}/stat");
        // Fields are counted from behind the name, which may hold spaces: utime and stime are the 12th and 13th.
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return new ProcessUse(
            Whole(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]),
            TimeSpan.FromSeconds((double)(Whole(fields[11]) + Whole(fields[12])) / TicksOfSecond));
    }

    private static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
