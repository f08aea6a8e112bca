using System.Text.Json;
using System.Text.Json.Nodes;
using ColdChain.Agent.Configuration;
using ColdChain.Agent.DeviceProfiles;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>A profile file of kind "mqtt" to a profile; tells every mistake at once, unknown keys among them.</summary>
internal sealed class MqttProfileReader(DeviceProfileCatalogue catalogue)
{
    private const int MostLikes = 4;

    private const int MostMessages = 20;

    private static readonly string[] OwnKeys = ["name", "kind", "title", "sources", "samples", "like"];

    /// <summary>The profile; or null, with what is wrong with it, each beginning with the file and the key.</summary>
    public MqttProfile? Read(DeviceProfileFile file, out IReadOnlyList<string> mistakes)
    {
        List<Mistake> found = [];
        MqttProfile? profile = file.Kind == DeviceProfileKind.Mqtt ? ReadBody(file, found) : null;
        if (file.Kind != DeviceProfileKind.Mqtt)
        {
            found.Add(new Mistake("kind", "this profile is of a device that does not speak MQTT; \"mqtt\" is needed here"));
        }

        mistakes = [.. found.Select(mistake => $"{file.Origin}: {mistake}")];
        return found.Count == 0 ? profile : null;
    }

    private MqttProfile ReadBody(DeviceProfileFile file, List<Mistake> mistakes)
    {
        JsonObject body = WithBase(file.Body, mistakes, MostLikes);
        SettingsSection section = new(string.Empty, JsonSerializer.SerializeToElement<JsonNode>(body), mistakes);
        foreach (string key in OwnKeys)
        {
            section.Has(key);
        }

        bool isDiscovery = section.Has("reader") && section.Choice<bool>("reader", null, ("home-assistant", true));
        MessageRule shared = MessageRuleReader.Read(section);
        List<MessageRule> messages = section.Has("messages") ? ReadMessages(body, mistakes) : [shared];
        MqttProfile profile = new()
        {
            Name = file.Name,
            Messages = messages,
            Ignored = ProfileKeys.Topics(section, "ignore"),
            Copies = section.Has("copies") ? ReadCopies(section.Section("copies")) : CopyRule.None,
            IsDiscovery = isDiscovery,
            TakesAnyTopic = section.Flag("anyTopic", fallback: false),
        };
        if (!isDiscovery && messages.TrueForAll(message => message.Measures.Count == 0))
        {
            section.Add("values", "is missing: a list with at least { \"temperature\": \"path\" }");
        }

        section.Close();
        return profile;
    }

    /// <summary>Each entry with the keys of the profile that it does not have itself.</summary>
    private static List<MessageRule> ReadMessages(JsonObject body, List<Mistake> mistakes)
    {
        if (body["messages"] is not JsonArray entries || entries.Count is 0 or > MostMessages || entries.Any(entry => entry is not JsonObject))
        {
            mistakes.Add(new Mistake("messages", $"a list of objects, 1 to {MostMessages}"));
            return [];
        }

        List<MessageRule> rules = [];
        for (int i = 0; i < entries.Count; i++)
        {
            JsonObject entry = entries[i]!.DeepClone().AsObject();
            foreach (string key in MessageRuleReader.Keys)
            {
                if (!entry.ContainsKey(key) && body[key] is { } inherited)
                {
                    entry[key] = inherited.DeepClone();
                }
            }

            SettingsSection section = new($"messages[{i}]", JsonSerializer.SerializeToElement<JsonNode>(entry), mistakes);
            rules.Add(MessageRuleReader.Read(section));
            section.Close();
        }

        return rules;
    }

    private static CopyRule ReadCopies(SettingsSection section)
    {
        CopyRule rule = new(
            section.Duration("within", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(10)),
            section.OptionalText("start", "the topic on which the program before the devices says that it is online"));
        section.Close();
        return rule;
    }

    /// <summary>"like": everything of another profile but its samples, with the keys of this one instead of its own.</summary>
    private JsonObject WithBase(JsonElement body, List<Mistake> mistakes, int deepest)
    {
        JsonObject own = JsonObject.Create(body)!;
        if (own["like"] is not { } like)
        {
            return own;
        }

        if (like.GetValueKind() != JsonValueKind.String || deepest == 0
            || catalogue.Find(like.GetValue<string>()) is not DeviceProfileOutcome.Found { File: { Kind: DeviceProfileKind.Mqtt } file })
        {
            mistakes.Add(new Mistake("like", $"{like.ToJsonString()} is no MQTT profile that is known here, or too many stand on each other"));
            return own;
        }

        JsonObject merged = WithBase(file.Body, mistakes, deepest - 1).DeepClone().AsObject();
        foreach ((string key, JsonNode? value) in own)
        {
            merged[key] = value?.DeepClone();
            if (merged["messages"] is JsonArray entries && key != "messages")
            {
                foreach (JsonObject entry in entries.OfType<JsonObject>())
                {
                    entry.Remove(key);
                }
            }
        }

        return merged;
    }
}
