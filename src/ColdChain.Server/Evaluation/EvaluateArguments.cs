using System.Collections.Frozen;
using ColdChain.Core.Keeping;
using ColdChain.Core.LoggerFiles.Written;
using ColdChain.Core.Time;
using ColdChain.Server.Evaluation.Series;
using ColdChain.Server.Running;

namespace ColdChain.Server.Evaluation;

/// <summary>Reads the options of <c>evaluate</c>; every mistake is listed, each with what is allowed.</summary>
internal static class EvaluateArguments
{
    public static readonly IReadOnlySet<string> Options = new HashSet<string>(StringComparer.Ordinal)
    {
        "--profile", "--storage", "--csv", "--time-column", "--value-column", "--time-format", "--time-zone", "--until", "--against",
    };

    public static readonly IReadOnlySet<string> Flags = new HashSet<string>(StringComparer.Ordinal) { "--freeze-sensitive", "--json" };

    private static readonly string[] Regimes = ["CN-IMM", "CN-GSP", "WHO", "US-CDC"];

    private static readonly FrozenDictionary<string, StorageKind> Kinds = new Dictionary<string, StorageKind>
    {
        ["fridge"] = StorageKind.Fridge,
        ["freezer"] = StorageKind.Freezer,
        ["ultra-cold"] = StorageKind.UltraCold,
        ["cold-box"] = StorageKind.ColdBox,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null when the line has mistakes.</summary>
    public static EvaluateRequest? Read(CommandLine line)
    {
        StorageKind? kind = Kind(line);
        StorageProfile? profile = Profile(line, "--profile", line.Require("--profile"), kind);
        StorageProfile? against = line["--against"] is { } other ? Profile(line, "--against", other, kind) : null;
        string? file = line.Require("--csv");
        TimeZoneInfo zone = Zone(line);
        Instant? until = Until(line, zone);
        if (line.Mistakes.Count > 0)
        {
            return null;
        }

        return new EvaluateRequest
        {
            Profile = profile!,
            Against = against,
            HoldsFreezeSensitiveStock = line.Has("--freeze-sensitive"),
            File = file!,
            Series = new SeriesOptions(line["--time-column"], line["--value-column"], line["--time-format"], zone),
            Until = until,
            AsJson = line.Has("--json"),
        };
    }

    private static StorageKind? Kind(CommandLine line)
    {
        if (line.Require("--storage") is not { } name)
        {
            return null;
        }

        if (Kinds.TryGetValue(name, out StorageKind kind))
        {
            return kind;
        }

        line.Mistakes.Add($"--storage: '{name}' is none of {string.Join(", ", Kinds.Keys.Order(StringComparer.Ordinal))}.");
        return null;
    }

    private static StorageProfile? Profile(CommandLine line, string option, string? name, StorageKind? kind)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        string? regime = Regimes.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (regime is null)
        {
            line.Mistakes.Add($"{option}: '{name}' is none of {string.Join(", ", Regimes)}.");
            return null;
        }

        return kind is { } known ? StandardProfiles.Find(regime, known) : null;
    }

    private static TimeZoneInfo Zone(CommandLine line)
    {
        string name = line["--time-zone"] ?? "UTC";
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone))
        {
            return zone;
        }

        line.Mistakes.Add($"--time-zone: '{name}' is no time zone that this machine knows; give its IANA name, such as Asia/Shanghai.");
        return TimeZoneInfo.Utc;
    }

    private static Instant? Until(CommandLine line, TimeZoneInfo zone)
    {
        if (line["--until"] is not { } text)
        {
            return null;
        }

        if (TimeForm.Of(null).Read(text) is { } time)
        {
            return new LocalClock(zone, TimeSpan.Zero, isNewestFirst: false).Resolve(time).At;
        }

        line.Mistakes.Add($"--until: '{text}' is not a time such as 2026-05-01T08:00:00Z or '2026-05-01 08:00' (in --time-zone).");
        return null;
    }
}
