using System.Text.Json;

namespace ColdChain.Agent.DeviceProfiles;

/// <summary>One device as data: the head that all kinds share, and the whole file for the part that reads its kind.</summary>
/// <param name="Name">What a configuration calls it: <c>zigbee2mqtt</c>.</param>
/// <param name="Origin">The file, for whoever has to look into it.</param>
/// <param name="Body">The JSON object, its head included.</param>
public sealed record DeviceProfileFile(string Name, DeviceProfileKind Kind, string Origin, JsonElement Body);
