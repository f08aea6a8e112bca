using System.Globalization;
using System.Text;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.Integrity;

/// <summary>The chain of one sensor in a package, as its <c>chain.txt</c> gives it.</summary>
internal sealed record PackageChain(SensorId Sensor, DateOnly From, DateOnly To, IReadOnlyList<EvidenceLink> Links)
{
    private const int HeadLines = 3;

    public static PackageChain? Read(byte[] bytes)
    {
        string[] lines = Encoding.ASCII.GetString(bytes).Split('\n');
        string[] days = lines.Length > HeadLines ? lines[2].Split(' ') : [];
        if (days.Length != 3 || lines[0] != EvidenceNames.ChainForm || days[0] != "days" || lines[^1].Length > 0
            || !lines[1].StartsWith("sensor ", StringComparison.Ordinal)
            || !SensorId.TryParse(lines[1]["sensor ".Length..], CultureInfo.InvariantCulture, out SensorId sensor)
            || !TryReadDay(days[1], out DateOnly from) || !TryReadDay(days[2], out DateOnly to))
        {
            return null;
        }

        List<EvidenceLink> links = [];
        foreach (string line in lines[HeadLines..^1])
        {
            if (!EvidenceLink.TryParse(line, out EvidenceLink? link))
            {
                return null;
            }

            links.Add(link);
        }

        return new PackageChain(sensor, from, to, links);
    }

    private static bool TryReadDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
