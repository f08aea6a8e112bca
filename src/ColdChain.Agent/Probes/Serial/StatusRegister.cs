using System.Globalization;
using ColdChain.Core.Readings;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>A register that says whether the temperature beside it may be believed.</summary>
/// <remarks>
/// Simex TRS-02a keeps the last good value when its Pt100 breaks and tells it only here (manual, p. 14). So a value that
/// this register does not call well is a fault, also when nobody told us what the number means.
/// </remarks>
/// <param name="Register">Read by the same function and in the same question as the temperature.</param>
/// <param name="Well">The values at which the temperature is measured now.</param>
/// <param name="Meanings">The faults that have a name.</param>
public sealed record StatusRegister(ushort Register, IReadOnlyList<int> Well, IReadOnlyList<RawCode> Meanings)
{
    /// <returns>Null when the temperature may be believed.</returns>
    public PointOutcome? Judge(ushort status)
    {
        if (Well.Contains(status))
        {
            return null;
        }

        RawCode? meaning = Meanings.FirstOrDefault(one => one.Raw == status);
        string says = string.Create(
            CultureInfo.InvariantCulture, $"status register {Register} reads 0x{status:X4}: {meaning?.Says ?? "not known to mean well"}");
        return PointOutcome.Faulted(meaning?.Fault ?? SensorFault.DeviceError, says);
    }
}
