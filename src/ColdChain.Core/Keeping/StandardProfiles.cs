using System.Collections.Immutable;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Keeping;

/// <summary>The profiles that ship with the product: four regimes, four kinds of storage each, every figure with its source.</summary>
/// <remarks>
/// Figures and sources: docs/rules/excursions.md, <see cref="StandardLimits"/> and <see cref="StandardRules"/>. A change
/// of any figure counts <see cref="CurrentVersion"/> up, since excursions store the version that judged them (EX-12).
/// </remarks>
public static class StandardProfiles
{
    /// <summary>2: counting rules, freeze rule, warnings and the kinds besides fridge and freezer (2026-11-22).</summary>
    private const int CurrentVersion = 2;

    /// <summary>EX-22. In transport a record every 5 minutes: GSP annex [B].</summary>
    private static readonly TimeSpan TransportInterval = TimeSpan.FromMinutes(5);

    /// <summary>EX-19. The half hour in which a fridge that was filled or opened comes back by itself [P].</summary>
    private static readonly TimeSpan PreWarningHold = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan RiseWindow = TimeSpan.FromMinutes(30);

    /// <summary>Immunization sites and county centres in China. The delay of 10 minutes is a product choice.</summary>
    public static readonly StorageProfile CnImmFridge = Fridge("CN-IMM", StandardRules.CnImm);

    public static readonly StorageProfile CnImmFreezer = Freezer("CN-IMM", null, StandardLimits.ChinaFreezerHigh, StandardRules.CnImm);

    /// <summary>Enterprises under the Chinese GSP: an alarm as soon as a limit is passed.</summary>
    public static readonly StorageProfile CnGspFridge = Fridge("CN-GSP", StandardRules.CnGsp);

    /// <summary>WHO PQS E006 defaults: above +8 °C for 10 hours, at or below -0.5 °C for 60 minutes, each continuous.</summary>
    public static readonly StorageProfile WhoFridge = Fridge("WHO", StandardRules.Who);

    /// <summary>US CDC toolkit: 2 to 8 °C, no delay.</summary>
    public static readonly StorageProfile UsCdcFridge = Fridge("US-CDC", StandardRules.UsCdc);

    public static readonly ImmutableArray<StorageProfile> All =
    [
        CnImmFridge,
        CnImmFreezer,
        UltraCold("CN-IMM", StandardRules.CnImm),
        ColdBox("CN-IMM", StandardRules.CnImm),
        CnGspFridge,
        Freezer("CN-GSP", null, StandardLimits.ChinaFreezerHigh, StandardRules.CnGsp),
        UltraCold("CN-GSP", StandardRules.CnGsp),
        ColdBox("CN-GSP", StandardRules.CnGsp),
        WhoFridge,
        Freezer("WHO", StandardLimits.WhoFreezerLow, StandardLimits.FreezerHigh, StandardRules.Who),
        UltraCold("WHO", StandardRules.Who),
        ColdBox("WHO", StandardRules.Who),
        UsCdcFridge,
        Freezer("US-CDC", StandardLimits.UsFreezerLow, StandardLimits.FreezerHigh, StandardRules.UsCdc),
        UltraCold("US-CDC", StandardRules.UsCdc),
        ColdBox("US-CDC", StandardRules.UsCdc),
    ];

    /// <summary>The profile of this id, or null.</summary>
    public static StorageProfile? Find(string id) => All.FirstOrDefault(profile => profile.Id == id);

    /// <summary>The profile of a regime such as <c>CN-IMM</c> for a kind of storage, or null when there is no such regime.</summary>
    public static StorageProfile? Find(string regime, StorageKind kind) =>
        All.FirstOrDefault(profile => profile.Kind == kind && profile.Id.StartsWith($"{regime}/", StringComparison.Ordinal));

    private static StorageProfile Fridge(string regime, Func<Limit, IEnumerable<AlarmRule>> rules) => new()
    {
        Id = $"{regime}/fridge",
        Version = CurrentVersion,
        Kind = StorageKind.Fridge,
        Low = StandardLimits.FridgeLow,
        High = StandardLimits.FridgeHigh,
        AlarmRules = [.. rules(StandardLimits.FridgeHigh), .. rules(StandardLimits.FridgeLow), StandardRules.FreezeAtOnce(regime)],
        PreWarning = new PreWarning(
            Temperature.FromMilliCelsius(2_500), Temperature.FromMilliCelsius(7_500), PreWarningHold),
        RiseWarning = new RiseWarning(TemperatureDelta.FromMilliKelvin(2_000), RiseWindow),
    };

    /// <summary>As a fridge, on the way: a reading speaks for less, and so a return is shown by less.</summary>
    private static StorageProfile ColdBox(string regime, Func<Limit, IEnumerable<AlarmRule>> rules) =>
        Fridge(regime, rules) with
        {
            Id = $"{regime}/cold-box",
            Kind = StorageKind.ColdBox,
            ReturnHold = TransportInterval,
            LongestInterval = TransportInterval,
        };

    private static StorageProfile Freezer(string regime, Limit? low, Limit high, Func<Limit, IEnumerable<AlarmRule>> rules) => new()
    {
        Id = $"{regime}/freezer",
        Version = CurrentVersion,
        Kind = StorageKind.Freezer,
        Low = low,
        High = high,
        AlarmRules = [.. rules(high), .. low is null ? [] : rules(low)],
        PreWarning = new PreWarning(
            low is null ? null : low.Value + TemperatureDelta.FromMilliKelvin(1_000),
            high.Value + TemperatureDelta.FromMilliKelvin(-1_000),
            PreWarningHold),
        RiseWarning = new RiseWarning(TemperatureDelta.FromMilliKelvin(5_000), RiseWindow),
    };

    private static StorageProfile UltraCold(string regime, Func<Limit, IEnumerable<AlarmRule>> rules) =>
        Freezer(regime, StandardLimits.UltraColdLow, StandardLimits.UltraColdHigh, rules) with
        {
            Id = $"{regime}/ultra-cold",
            Kind = StorageKind.UltraCold,
        };
}
