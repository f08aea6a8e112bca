namespace ColdChain.Core.Exposure;

/// <summary>The types of vial monitor (VVM), named after the days that each lasts at 37 °C.</summary>
public enum VialMonitorType
{
    Vvm2,
    Vvm7,
    Vvm11,
    Vvm14,
    Vvm30,
}
