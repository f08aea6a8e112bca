using System.Text.Json;
using ColdChain.Agent.Configuration;

namespace ColdChain.Agent.DeviceProfiles;

/// <summary>Reads the head of a profile: JSON with comments, at most 256 KiB.</summary>
public static class DeviceProfileReader
{
    public const int LargestBytes = 256 * 1024;

    private const int LongestName = 64;

    private static readonly JsonDocumentOptions Json = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        MaxDepth = 32,
    };

    private static readonly Dictionary<string, DeviceProfileKind> Kinds = new()
    {
        ["mqtt"] = DeviceProfileKind.Mqtt,
        ["modbus-rtu"] = DeviceProfileKind.ModbusRtu,
        ["ascii-line"] = DeviceProfileKind.AsciiLine,
        ["elitech"] = DeviceProfileKind.Elitech,
    };

    /// <summary>Reads a file of the user's.</summary>
    public static DeviceProfileOutcome ReadFile(string path)
    {
        try
        {
            FileInfo file = new(path);
            return file.Exists && file.Length > LargestBytes
                ? new DeviceProfileOutcome.Refused($"{path} is larger than 256 KiB; is it the right file?")
                : Read(File.ReadAllBytes(path), path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new DeviceProfileOutcome.Refused($"{path} cannot be read: {fault.Message}");
        }
    }

    public static DeviceProfileOutcome Read(ReadOnlyMemory<byte> json, string origin)
    {
        try
        {
            using JsonDocument document = JsonText.Parse(json, Json);
            return ReadHead(document.RootElement.Clone(), origin);
        }
        catch (JsonException fault)
        {
            return new DeviceProfileOutcome.Refused($"{origin} is not JSON: {fault.Message}");
        }
    }

    private static DeviceProfileOutcome ReadHead(JsonElement body, string origin)
    {
        string name = Text(body, "name");
        string kind = Text(body, "kind");
        return (IsName(name), Kinds.TryGetValue(kind, out DeviceProfileKind known)) switch
        {
            (true, true) => new DeviceProfileOutcome.Found(new DeviceProfileFile(name, known, origin, body)),
            (false, _) => new DeviceProfileOutcome.Refused(
                $"{origin}: name: '{name}' is not allowed: a-z, 0-9 and '-', at most {LongestName} characters"),
            (_, false) => new DeviceProfileOutcome.Refused(
                $"{origin}: kind: '{kind}' is not allowed: one of {string.Join(", ", Kinds.Keys)}"),
        };
    }

    private static string Text(JsonElement body, string key) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(key, out JsonElement found)
            && found.ValueKind == JsonValueKind.String
            ? found.GetString()!
            : string.Empty;

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
