using System.Text.Json.Serialization;

namespace ColdChain.Core.Wire;

/// <summary>How the wire is read and written: camelCase, no reflection at run time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReadingBatch))]
[JsonSerializable(typeof(BatchReply))]
[JsonSerializable(typeof(AgentHealthReport))]
[JsonSerializable(typeof(ProfileReply))]
public sealed partial class WireJson : JsonSerializerContext;
