using System.Collections.Immutable;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Exposure;

/// <summary>The table of the types, as data (EX-33).</summary>
/// <remarks>
/// The table gives a floor ("more than 3 years") at 5 °C for all but the least stable type: a floor is no point of a
/// curve, so those are fitted through 37 and 25 °C, and VVM2, which has no figure at 25 °C, through 37 and 5 °C.
/// </remarks>
public static class VialMonitors
{
    private const string Table = "WHO/PQS/E006/IN05 table 1a [B]";

    /// <summary>The least stable first.</summary>
    public static readonly ImmutableArray<VialMonitor> All =
    [
        new(VialMonitorType.Vvm2, Point(37, 2), Point(5, 225), Table),
        new(VialMonitorType.Vvm7, Point(37, 7), Point(25, 45), Table),
        new(VialMonitorType.Vvm11, Point(37, 11), Point(25, 71), Table + ", 25 °C [K]") { IsLessSure = true },
        new(VialMonitorType.Vvm14, Point(37, 14), Point(25, 90), Table),
        new(VialMonitorType.Vvm30, Point(37, 30), Point(25, 193), Table),
    ];

    public static VialMonitor Of(VialMonitorType type) => All[(int)type];

    private static VialMonitorPoint Point(int celsius, int days) => new(Temperature.FromMilliCelsius(celsius * 1000), days);
}
