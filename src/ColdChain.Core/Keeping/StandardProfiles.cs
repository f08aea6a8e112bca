using System.Collections.Immutable;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Keeping;

/// <summary>The profiles that ship with the product, each with the source of its figures (docs/rules/excursions.md).</summary>
public static class StandardProfiles
{
    /// <summary>2.0 to 8.0 °C, both in range: what inspectors of the 2017 storage and transport rules work by.</summary>
    private static readonly Limit FridgeLow = new(LimitSide.Low, Temperature.FromMilliCelsius(2_000), Inclusive: true);

    private static readonly Limit FridgeHigh = new(LimitSide.High, Temperature.FromMilliCelsius(8_000), Inclusive: true);

    /// <summary>At or below -20 °C: the working rule for freezers in China.</summary>
    private static readonly Limit FreezerHigh = new(LimitSide.High, Temperature.FromMilliCelsius(-20_000), Inclusive: true);

    /// <summary>Immunization sites and county centres in China. The delay of 10 minutes is a product choice.</summary>
    public static readonly StorageProfile CnImmFridge = new()
    {
        Id = "CN-IMM/fridge",
        Version = 1,
        Low = FridgeLow,
        High = FridgeHigh,
        AlarmRules =
        [
            new("cn-imm.high.10min", FridgeHigh, TimeSpan.FromMinutes(10), "product rule: 10 min delay under CN-IMM"),
            new("cn-imm.low.10min", FridgeLow, TimeSpan.FromMinutes(10), "product rule: 10 min delay under CN-IMM"),
        ],
    };

    public static readonly StorageProfile CnImmFreezer = new()
    {
        Id = "CN-IMM/freezer",
        Version = 1,
        Low = null,
        High = FreezerHigh,
        AlarmRules =
        [
            new("cn-imm.high.10min", FreezerHigh, TimeSpan.FromMinutes(10), "product rule: 10 min delay under CN-IMM"),
        ],
    };

    /// <summary>Enterprises under the Chinese GSP: an alarm as soon as a limit is passed.</summary>
    public static readonly StorageProfile CnGspFridge = new()
    {
        Id = "CN-GSP/fridge",
        Version = 1,
        Low = FridgeLow,
        High = FridgeHigh,
        AlarmRules =
        [
            new("cn-gsp.high.at-once", FridgeHigh, TimeSpan.Zero, "GSP annex on temperature monitoring: alarm when out of range"),
            new("cn-gsp.low.at-once", FridgeLow, TimeSpan.Zero, "GSP annex on temperature monitoring: alarm when out of range"),
        ],
    };

    /// <summary>WHO PQS E006 defaults: above +8 °C for 10 hours, at or below -0.5 °C for 60 minutes, each continuous.</summary>
    public static readonly StorageProfile WhoFridge = new()
    {
        Id = "WHO/fridge",
        Version = 1,
        Low = FridgeLow,
        High = FridgeHigh,
        AlarmRules =
        [
            new("who.heat.10h", FridgeHigh, TimeSpan.FromHours(10), "WHO PQS E006/TR06 default"),
            new(
                "who.freeze.60min",
                new Limit(LimitSide.Low, Temperature.FromMilliCelsius(-500), Inclusive: false),
                TimeSpan.FromMinutes(60),
                "WHO PQS E006/TR06 default"),
        ],
    };

    /// <summary>US CDC toolkit: 2 to 8 °C, no delay.</summary>
    public static readonly StorageProfile UsCdcFridge = new()
    {
        Id = "US-CDC/fridge",
        Version = 1,
        Low = FridgeLow,
        High = FridgeHigh,
        AlarmRules =
        [
            new("us-cdc.high.at-once", FridgeHigh, TimeSpan.Zero, "US CDC Vaccine Storage and Handling Toolkit"),
            new("us-cdc.low.at-once", FridgeLow, TimeSpan.Zero, "US CDC Vaccine Storage and Handling Toolkit"),
        ],
    };

    public static readonly ImmutableArray<StorageProfile> All =
        [CnImmFridge, CnImmFreezer, CnGspFridge, WhoFridge, UsCdcFridge];

    /// <summary>The profile of this id, or null.</summary>
    public static StorageProfile? Find(string id) => All.FirstOrDefault(profile => profile.Id == id);
}
