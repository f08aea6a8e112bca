using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ColdChain.Agent.LocalAlarm.Desk;

namespace ColdChain.Agent.LocalAlarm;

/// <summary>The local alarm's own files and words on its socket; no reflection at run time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 16)]
[JsonSerializable(typeof(AlarmBookPage))]
[JsonSerializable(typeof(DeskRequest))]
[JsonSerializable(typeof(DeskReply))]
internal sealed partial class EdgeJson : JsonSerializerContext
{
    public static bool TryRead<T>(
        ReadOnlySpan<byte> json, JsonTypeInfo<T> form, [NotNullWhen(true)] out T? read, out string reason)
        where T : class
    {
        try
        {
            read = JsonSerializer.Deserialize(json, form);
            reason = read is null ? "it is empty" : string.Empty;
        }
        catch (JsonException fault)
        {
            (read, reason) = (null, $"it cannot be read: {fault.Message}");
        }

        return read is not null;
    }
}
