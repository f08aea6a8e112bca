using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Wire;

/// <summary>A <see cref="StorageProfile"/> as it travels: by name and version, and whole.</summary>
public sealed record WireStorageProfile
{
    /// <summary>No hold, window or interval of a profile is longer: a month. A larger figure is a mistake, not a rule.</summary>
    private const long LongestSeconds = 31L * 24 * 3600;

    /// <summary>Such as <c>CN-IMM/fridge</c>.</summary>
    public required string Id { get; init; }

    public required int Version { get; init; }

    /// <summary><c>fridge</c>, <c>freezer</c>, <c>ultraCold</c> or <c>coldBox</c>.</summary>
    public required string Kind { get; init; }

    public UnitLimit? Low { get; init; }

    public UnitLimit? High { get; init; }

    public required long LongestIntervalSeconds { get; init; }

    public required long ReturnHoldSeconds { get; init; }

    public IReadOnlyList<UnitAlarmRule> AlarmRules { get => field ?? []; init; }

    public UnitWarnings? Warnings { get; init; }

    public static WireStorageProfile Of(StorageProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new WireStorageProfile
        {
            Id = profile.Id,
            Version = profile.Version,
            Kind = WordOf(profile.Kind),
            Low = Of(profile.Low),
            High = Of(profile.High),
            LongestIntervalSeconds = (long)profile.LongestInterval.TotalSeconds,
            ReturnHoldSeconds = (long)profile.ReturnHold.TotalSeconds,
            AlarmRules = [.. profile.AlarmRules.Select(Of)],
            Warnings = Of(profile.PreWarning, profile.RiseWarning),
        };
    }

    /// <summary>The profile, or the reason why this is none that can be kept.</summary>
    public bool TryRead(out StorageProfile? profile, out string reason)
    {
        profile = null;
        reason = Mistake() ?? string.Empty;
        if (reason.Length > 0)
        {
            return false;
        }

        profile = new StorageProfile
        {
            Id = Id,
            Version = Version,
            Kind = KindOf(Kind)!.Value,
            Low = Read(LimitSide.Low, Low),
            High = Read(LimitSide.High, High),
            LongestInterval = TimeSpan.FromSeconds(LongestIntervalSeconds),
            ReturnHold = TimeSpan.FromSeconds(ReturnHoldSeconds),
            AlarmRules = [.. AlarmRules.Select(Read)],
            PreWarning = Warnings is { BandHoldSeconds: { } band } ? new PreWarning(Read(Warnings.BandLowMilliCelsius), Read(Warnings.BandHighMilliCelsius), TimeSpan.FromSeconds(band)) : null,
            RiseWarning = Warnings is { RiseMilliKelvin: { } rise, RiseWithinSeconds: { } within } ? new RiseWarning(TemperatureDelta.FromMilliKelvin(rise), TimeSpan.FromSeconds(within)) : null,
        };
        return true;
    }

    /// <summary>Every mistake that would make an exception, or a rule that nobody meant, of the values.</summary>
    private string? Mistake() =>
        string.IsNullOrWhiteSpace(Id) ? "the profile has no id"
        : KindOf(Kind) is null ? $"the kind '{Kind}' of {Id} is not known"
        : LongestIntervalSeconds is < 1 or > LongestSeconds ? $"the longest interval of {Id} is {LongestIntervalSeconds} s"
        : ReturnHoldSeconds < 0 || ReturnHoldSeconds > LongestIntervalSeconds ? $"the return hold of {Id} is {ReturnHoldSeconds} s"
        : AlarmRules.Count > StorageProfile.MostAlarmRules ? $"{Id} has {AlarmRules.Count} alarm rules; {StorageProfile.MostAlarmRules} are the most"
        : AlarmRules.Any(rule => rule is null) || AlarmRules.DistinctBy(rule => rule.Id).Count() != AlarmRules.Count ? $"two alarm rules of {Id} have one name"
        : Warnings is { BandHoldSeconds: < 0 or > LongestSeconds } or { RiseWithinSeconds: < 0 or > LongestSeconds } ? $"a warning of {Id} waits for an impossible time"
        : AlarmRules.Select(Mistake).FirstOrDefault(mistake => mistake is not null);

    private static string? Mistake(UnitAlarmRule rule) =>
        string.IsNullOrWhiteSpace(rule.Id) ? "an alarm rule has no name"
        : rule.Limit is null || rule.Source is null ? $"{rule.Id} has no limit or no source"
        : rule.Side is not ("high" or "low") ? $"the side '{rule.Side}' of {rule.Id} is not known"
        : CountingOf(rule.Counting) is not { } counting ? $"the counting '{rule.Counting}' of {rule.Id} is not known"
        : rule.HoldSeconds is < 0 or > LongestSeconds || rule.WindowSeconds is < 0 or > LongestSeconds ? $"{rule.Id} waits for an impossible time"
        : counting == RuleCounting.WithinWindow && rule.WindowSeconds < Math.Max(1, rule.HoldSeconds) ? $"the window of {rule.Id} is shorter than what it waits for"
        : null;

    private static UnitWarnings? Of(PreWarning? band, RiseWarning? rise) => band is null && rise is null ? null : new UnitWarnings
    {
        BandLowMilliCelsius = band?.Low?.MilliCelsius,
        BandHighMilliCelsius = band?.High?.MilliCelsius,
        BandHoldSeconds = (long?)band?.Hold.TotalSeconds,
        RiseMilliKelvin = rise?.Rise.MilliKelvin,
        RiseWithinSeconds = (long?)rise?.Within.TotalSeconds,
    };

    private static UnitAlarmRule Of(AlarmRule rule) => new(
        rule.Id,
        rule.Limit.Side == LimitSide.High ? "high" : "low",
        Of(rule.Limit)!,
        (long)rule.Hold.TotalSeconds,
        WordOf(rule.Counting),
        (long)rule.Window.TotalSeconds,
        rule.IsForFreezeSensitiveStock,
        rule.Source);

    private static AlarmRule Read(UnitAlarmRule rule) => new(
        rule.Id,
        Read(rule.Side == "high" ? LimitSide.High : LimitSide.Low, rule.Limit)!,
        TimeSpan.FromSeconds(rule.HoldSeconds),
        rule.Source)
    {
        Counting = CountingOf(rule.Counting)!.Value,
        Window = TimeSpan.FromSeconds(rule.WindowSeconds),
        IsForFreezeSensitiveStock = rule.ForFreezeSensitiveStock,
    };

    private static UnitLimit? Of(Limit? limit) => limit is null ? null : new UnitLimit(limit.Value.MilliCelsius, limit.Inclusive);

    private static Limit? Read(LimitSide side, UnitLimit? limit) =>
        limit is null ? null : new Limit(side, Temperature.FromMilliCelsius(limit.MilliCelsius), limit.Inclusive);

    private static Temperature? Read(int? milliCelsius) =>
        milliCelsius is { } value ? Temperature.FromMilliCelsius(value) : null;

    private static string WordOf(RuleCounting counting) => counting switch
    {
        RuleCounting.Waiting => "waiting",
        RuleCounting.WithinExcursion => "withinExcursion",
        RuleCounting.WithinWindow => "withinWindow",
    };

    private static RuleCounting? CountingOf(string? word) => word switch
    {
        "waiting" => RuleCounting.Waiting,
        "withinExcursion" => RuleCounting.WithinExcursion,
        "withinWindow" => RuleCounting.WithinWindow,
        _ => null,
    };

    private static string WordOf(StorageKind kind) => kind switch
    {
        StorageKind.Fridge => "fridge",
        StorageKind.Freezer => "freezer",
        StorageKind.UltraCold => "ultraCold",
        StorageKind.ColdBox => "coldBox",
    };

    private static StorageKind? KindOf(string? word) => word switch
    {
        "fridge" => StorageKind.Fridge,
        "freezer" => StorageKind.Freezer,
        "ultraCold" => StorageKind.UltraCold,
        "coldBox" => StorageKind.ColdBox,
        _ => null,
    };
}
