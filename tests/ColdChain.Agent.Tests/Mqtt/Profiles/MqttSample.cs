using System.Text.Json;
using ColdChain.Agent.Decoding;
using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Mqtt.Profiles;

namespace ColdChain.Agent.Tests.Mqtt.Profiles;

/// <summary>One sample of a profile: messages, and all that they must decode to.</summary>
internal sealed record MqttSample(string Profile, int Number, JsonElement Body)
{
    public IReadOnlyList<IncomingMessage> Messages =>
        Body.TryGetProperty("messages", out JsonElement several)
            ? [.. several.EnumerateArray().Select(MessageList.Message)]
            : [MessageList.Message(Body)];

    public DecodedReport Decode()
    {
        TimeZoneInfo? zone = Body.TryGetProperty("zone", out JsonElement name) ? TimeZoneInfo.FindSystemTimeZoneById(name.GetString()!) : null;
        return MessageDecoding.Decode(MessageReaders.Create(Profiles.Named(Profile), ProfileUse.Plain with { Zone = zone }), Messages);
    }

    /// <summary>The members of a list of the sample; none when it has no such list.</summary>
    public IReadOnlyList<JsonElement> Expected(string key) =>
        Body.TryGetProperty(key, out JsonElement list) ? [.. list.EnumerateArray()] : [];

    public static IEnumerable<MqttSample> All() =>
        from name in DeviceProfileCatalogue.BuiltInNames
        let file = Profiles.File(name)
        where file.Kind == DeviceProfileKind.Mqtt
        from sample in Of(file)
        select sample;

    public static IEnumerable<MqttSample> Of(DeviceProfileFile file) =>
        file.Body.TryGetProperty("samples", out JsonElement samples)
            ? samples.EnumerateArray().Select((one, number) => new MqttSample(file.Name, number, one))
            : [];

    public override string ToString() =>
        $"{Profile} sample {Number} ({(Body.TryGetProperty("note", out JsonElement note) ? note.GetString() : "no note")})";
}
