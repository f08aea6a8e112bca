using System.Globalization;
using System.Text.Json.Nodes;
using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Lines;

namespace ColdChain.Agent.Decoding;

/// <summary>Lines of devices that send text, for 'decode'.</summary>
internal static class LineDecoding
{
    private const int LongestText = 64 * 1024;

    public static DecodedReport Run(DecodeRequest.OfLine request) => Run(request, DeviceProfileCatalogue.BuiltIn);

    public static DecodedReport Run(DecodeRequest.OfLine request, DeviceProfileCatalogue catalogue)
    {
        ProfileReading<LineProfile> found = SerialProfiles.FindLine(catalogue, request.Profile);
        if (found.Profile is not { } profile)
        {
            return DecodedReport.Refused("profile", found.Problem);
        }

        if (request.Text.Length > LongestText)
        {
            return DecodedReport.Refused("line", "is longer than 64 KiB");
        }

        List<DecodedLine> lines = [];
        List<RejectedPart> rejected = [];
        foreach ((int index, string text) in Split(LineBytes.Of(request.Text), profile).Index())
        {
            Read(string.Create(CultureInfo.InvariantCulture, $"line {index + 1}"), text, profile, lines, rejected);
        }

        return lines.Count + rejected.Count > 0
            ? new DecodedReport(lines, rejected, SignatureStanding.Absent)
            : DecodedReport.Refused("line 1", "is empty");
    }

    private static void Read(string where, string text, LineProfile profile, List<DecodedLine> lines, List<RejectedPart> rejected)
    {
        switch (LineReader.Read(text, profile))
        {
            case LineReading.Measured measured:
                lines.AddRange(measured.Temperatures.Select(one => Line(one.Key, one.Value, measured)));
                break;
            case LineReading.Ignored ignored:
                rejected.Add(new RejectedPart(where, $"is no measurement: {ignored.Says}"));
                break;
            case LineReading.Refused refused:
                rejected.Add(new RejectedPart(where, refused.Reason));
                break;
        }
    }

    /// <summary>As the framer cuts them. A shell or a person loses the spaces before a number: they are put back.</summary>
    private static IEnumerable<string> Split(string text, LineProfile profile) => profile.Form == LineForm.Kernel
        ? [text]
        : text.Split(profile.Ends.ToCharArray(), StringSplitOptions.RemoveEmptyEntries)
            .Select(line => profile.Length is { } length ? line.Trim().PadLeft(length) : line);

    private static DecodedLine Line(string name, PointOutcome outcome, LineReading.Measured measured)
    {
        Dictionary<string, JsonNode?> further = measured.Further.ToDictionary(one => one.Key, one => (JsonNode?)JsonValue.Create(one.Value));
        if (outcome.Fault is not null)
        {
            further["detail"] = outcome.Detail;
        }

        return new DecodedLine(
            name, null, outcome.Fault is null ? outcome.Value : null, outcome.Fault?.ToString(), DecodedSource.Live)
        {
            Further = further,
        };
    }
}
