using System.Globalization;

namespace ColdChain.Core.Keeping;

/// <summary>The alarm rules of the standard profiles, each with its source (docs/rules/excursions.md).</summary>
internal static class StandardRules
{
    private const string CnImmSource = "product rule: 10 min delay under CN-IMM";
    private const string CountingSource = "product rule: cumulative time out (超温累计时间)";
    private const string CnGspSource = "GSP annex on temperature monitoring: alarm when out of range";
    private const string UsCdcSource = "US CDC Vaccine Storage and Handling Toolkit";
    private const string WhoSource = "WHO PQS E006/TR06 default";
    private const string FreezeSource = "WHO: never expose freeze-sensitive vaccine to 0 °C or below";

    /// <summary>EX-03. The delay of CN-IMM, a product choice: a door that was open is over by then.</summary>
    private static readonly TimeSpan CnImmDelay = TimeSpan.FromMinutes(10);

    /// <summary>EX-15. Three times the delay: an excursion that never waits it out is still no door.</summary>
    private static readonly TimeSpan CnImmWithinExcursion = TimeSpan.FromMinutes(30);

    /// <summary>EX-16. An hour a day in bits of less than the delay each.</summary>
    private static readonly TimeSpan CnImmWithinDay = TimeSpan.FromMinutes(60);

    private static readonly TimeSpan WhoHeat = TimeSpan.FromHours(10);
    private static readonly TimeSpan WhoFreeze = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public static IEnumerable<AlarmRule> CnImm(Limit limit)
    {
        yield return new($"cn-imm.{Side(limit)}.10min", limit, CnImmDelay, CnImmSource);
        yield return new($"cn-imm.{Side(limit)}.30min-in-excursion", limit, CnImmWithinExcursion, CountingSource)
        {
            Counting = RuleCounting.WithinExcursion,
        };
        yield return new($"cn-imm.{Side(limit)}.60min-in-24h", limit, CnImmWithinDay, CountingSource)
        {
            Counting = RuleCounting.WithinWindow,
            Window = Day,
        };
    }

    public static IEnumerable<AlarmRule> CnGsp(Limit limit) =>
        [new($"cn-gsp.{Side(limit)}.at-once", limit, TimeSpan.Zero, CnGspSource)];

    public static IEnumerable<AlarmRule> UsCdc(Limit limit) =>
        [new($"us-cdc.{Side(limit)}.at-once", limit, TimeSpan.Zero, UsCdcSource)];

    /// <summary>Heat: continuous, and the same hours added up over two days. Freeze: of a fridge, continuous.</summary>
    /// <param name="limit">Of the profile.</param>
    public static IEnumerable<AlarmRule> Who(Limit limit)
    {
        if (limit.Side == LimitSide.High)
        {
            yield return new("who.heat.10h", limit, WhoHeat, WhoSource);
            yield return new("who.heat.10h-in-48h", limit, WhoHeat, CountingSource)
            {
                Counting = RuleCounting.WithinWindow,
                Window = Day * 2,
            };
        }
        else if (limit == StandardLimits.FridgeLow)
        {
            yield return new("who.freeze.60min", StandardLimits.WhoFreeze, WhoFreeze, WhoSource);
        }
        else
        {
            // Too cold for a freezer: WHO names no alarm; the same hour as for its fridges. Product choice.
            yield return new("who.low.60min", limit, WhoFreeze, "product rule: 60 min below the range of a freezer");
        }
    }

    /// <summary>EX-18.</summary>
    /// <param name="regime">Such as <c>CN-IMM</c>.</param>
    public static AlarmRule FreezeAtOnce(string regime) => new(
        $"{regime.ToLower(CultureInfo.InvariantCulture)}.freeze.at-once", StandardLimits.Freeze, TimeSpan.Zero, FreezeSource)
    {
        IsForFreezeSensitiveStock = true,
    };

    private static string Side(Limit limit) => limit.Side == LimitSide.High ? "high" : "low";
}
