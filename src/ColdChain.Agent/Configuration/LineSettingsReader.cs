using System.Globalization;
using ColdChain.Agent.Probes.Serial;

namespace ColdChain.Agent.Configuration;

/// <summary>The keys baud, parity and stopBits: the same in a configuration and in a profile.</summary>
internal static class LineSettingsReader
{
    public static LineSettings Read(SettingsSection section, LineSettings fallback) => new(
        section.Choice<int>(
            "baud",
            fallback.Baud,
            [.. SerialLine.BaudRates.Select(rate => (rate.ToString(CultureInfo.InvariantCulture), rate))]),
        section.Choice<SerialParity>(
            "parity",
            fallback.Parity,
            ("none", SerialParity.None),
            ("even", SerialParity.Even),
            ("odd", SerialParity.Odd)),
        section.Number("stopBits", fallback.StopBits, 1, 2));
}
