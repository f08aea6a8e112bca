using System.Globalization;
using System.Text.Json.Nodes;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Elitech;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;

namespace ColdChain.Agent.Decoding;

/// <summary>Exchanges with an Elitech logger, for 'decode'.</summary>
/// <remarks>A page says no times: they come from the log's head and interval, so 'at' stays null.</remarks>
internal static class ElitechDecoding
{
    private const byte HeadCommand = 1;
    private const byte PageCommand = 2;
    private const byte SettingsCommand = 6;

    public static DecodedReport Run(ElitechProfile profile, byte[] asked, byte[] answered)
    {
        if (asked.Length < 5 || asked[0] is not (0xCC or 0x33))
        {
            return DecodedReport.Refused("request", "is no question to an Elitech logger: those begin with CC or 33 and have at least 5 bytes");
        }

        if (ElitechFrame.Sum(asked.AsSpan(0, asked.Length - 1)) != asked[^1])
        {
            return DecodedReport.Refused("request", Text(
                $"has a wrong check sum: {asked[^1]:X2}, of these bytes it is {ElitechFrame.Sum(asked.AsSpan(0, asked.Length - 1)):X2}"));
        }

        if (!ElitechFrame.Fits(answered))
        {
            return DecodedReport.Refused("response", answered.Length == 0
                ? "is empty: the logger did not answer"
                : "is no answer of an Elitech logger: those begin with 55 and end with the sum of all before");
        }

        return asked[2] == PageCommand && ElitechPage.Read(answered) is { } tenths
            ? Page(profile, asked[3], tenths)
            : DecodedReport.Refused("response", $"holds no temperature: {Says(asked[2], answered)}");
    }

    private static string Says(byte command, byte[] answered) => command switch
    {
        HeadCommand when ElitechHead.Read(answered) is { } head => Text($"a log of {head.Count} records from {head.Start:s} on"),
        SettingsCommand when ElitechSettings.Read(answered) is { } logger => Text(
            $"the settings of station {logger.Station}, model 0x{logger.Model:X2}, interval {logger.Interval}, clock {logger.Now:s}"),
        PageCommand => "not the form of a page",
        _ => "an acknowledgement",
    };

    private static DecodedReport Page(ElitechProfile profile, byte page, short[] tenths)
    {
        DecodedLine[] lines = new DecodedLine[tenths.Length];
        for (int index = 0; index < tenths.Length; index++)
        {
            Temperature value = Temperature.FromTenths(tenths[index]);
            bool holds = profile.Range.Holds(value);
            lines[index] = new DecodedLine(
                profile.Name, null, holds ? value : null, holds ? null : nameof(SensorFault.OutOfRange), DecodedSource.Log)
            {
                Further = new Dictionary<string, JsonNode?> { ["page"] = (int)page, ["record"] = index + 1 },
            };
        }

        return new DecodedReport(lines, [], SignatureStanding.Absent);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
