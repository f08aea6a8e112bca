using System.Text.Json.Nodes;
using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Agent.Probes.Mqtt.Profiles;

namespace ColdChain.Agent.Decoding;

/// <summary>MQTT messages, for 'decode'.</summary>
/// <remarks>
/// A message in a file has no time of arrival: without a time of the device that can be believed its moment is unknown.
/// The file may hold several messages, one after the other: a JSON array of { "topic", "payload" }, for dialects in which
/// an earlier message names what a later one brings.
/// </remarks>
internal static class MessageDecoding
{
    public static DecodedReport Run(DecodeRequest.OfMessage request)
    {
        if (DeviceProfileCatalogue.BuiltIn.Find(request.Profile) is not DeviceProfileOutcome.Found found)
        {
            return DecodedReport.Refused("profile", ((DeviceProfileOutcome.Refused)DeviceProfileCatalogue.BuiltIn.Find(request.Profile)).Problem);
        }

        MqttProfile? profile = new MqttProfileReader(DeviceProfileCatalogue.BuiltIn).Read(found.File, out IReadOnlyList<string> mistakes);
        if (profile is null)
        {
            return new DecodedReport([], [.. mistakes.Select(mistake => new RejectedPart("profile", mistake))], SignatureStanding.Absent);
        }

        return PayloadFile.TryRead(request.PayloadPath, out byte[] payload, out string problem)
            ? Decode(MessageReaders.Create(profile, ProfileUse.Plain), MessageList.TryRead(payload) ?? [new IncomingMessage(request.Topic, payload, Arrival: null)])
            : DecodedReport.Refused("payload", problem);
    }

    /// <summary>Messages one after the other; what the earlier ones teach counts for the later ones.</summary>
    internal static DecodedReport Decode(IMessageReader reader, IEnumerable<IncomingMessage> messages)
    {
        List<DecodedLine> lines = [];
        List<RejectedPart> rejected = [];
        foreach (IncomingMessage message in messages)
        {
            FoundMessage? found = reader.Read(message);
            if (found is null)
            {
                rejected.Add(new RejectedPart("topic", $"'{Mqtt.LogText.OneLine(message.Topic, 120)}' is no topic of this profile, or nothing was announced for it"));
                continue;
            }

            lines.AddRange(found.Readings.Where(reading => !reading.IsDoubtful).Select(Line));
            rejected.AddRange(found.Refused.Select(part => new RejectedPart(part.Where, part.Reason)));
        }

        return new DecodedReport(lines, rejected, SignatureStanding.Absent);
    }

    private static DecodedLine Line(FoundReading reading)
    {
        ProbeValue.Faulty? faulty = reading.Value as ProbeValue.Faulty;
        Dictionary<string, JsonNode?> further = new(reading.Further);
        if (faulty is not null)
        {
            further["detail"] = JsonValue.Create(faulty.Detail);
        }

        return new DecodedLine(
            reading.Names[0],
            reading.At,
            (reading.Value as ProbeValue.Measured)?.Value,
            faulty?.Fault.ToString(),
            reading.IsLogged ? DecodedSource.Log : DecodedSource.Live)
        {
            Further = further,
        };
    }
}
