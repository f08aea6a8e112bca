using System.Text;
using System.Text.Json;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Agent.Probes.Mqtt.Profiles;

namespace ColdChain.Agent.Decoding;

/// <summary>Several messages in one file: a JSON array of { "topic", "payload" or "payloadHex", "retain" }.</summary>
internal static class MessageList
{
    private const int MostMessages = 10_000;

    /// <summary>Null when the file is a payload itself.</summary>
    public static IReadOnlyList<IncomingMessage>? TryRead(ReadOnlyMemory<byte> file)
    {
        if (!file.Span.TrimStart(" \t\r\n"u8).StartsWith("["u8))
        {
            return null;
        }

        using JsonDocument? json = PayloadJson.Parse(file);
        bool isList = json?.RootElement is { ValueKind: JsonValueKind.Array } array
            && array.GetArrayLength() is > 0 and <= MostMessages && array.EnumerateArray().All(IsMessage);
        return isList ? [.. json!.RootElement.EnumerateArray().Select(Message)] : null;
    }

    /// <summary>One of the list. A payload that is no text is the JSON itself.</summary>
    internal static IncomingMessage Message(JsonElement message)
    {
        byte[] payload = message.TryGetProperty("payloadHex", out JsonElement hex) && TryHex(hex, out byte[] bytes)
            ? bytes
            : message.TryGetProperty("payload", out JsonElement text)
                ? Encoding.UTF8.GetBytes(text.ValueKind == JsonValueKind.String ? text.GetString()! : text.GetRawText())
                : [];
        return new IncomingMessage(
            message.GetProperty("topic").GetString()!,
            payload,
            Arrival: null,
            message.TryGetProperty("retain", out JsonElement retain) && retain.ValueKind == JsonValueKind.True);
    }

    private static bool TryHex(JsonElement hex, out byte[] bytes)
    {
        bytes = [];
        if (hex.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        string text = hex.GetString()!;
        bytes = new byte[text.Length / 2];
        return Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
    }

    private static bool IsMessage(JsonElement one) =>
        one.ValueKind == JsonValueKind.Object
        && one.TryGetProperty("topic", out JsonElement topic) && topic.ValueKind == JsonValueKind.String && topic.GetString()!.Length > 0
        && (one.TryGetProperty("payload", out _) || one.TryGetProperty("payloadHex", out _));
}
