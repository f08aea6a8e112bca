namespace ColdChain.Agent.Probes.Mqtt.Profiles.Steps;

/// <summary>One field of a protocol buffer as it is on the wire.</summary>
/// <param name="Number">The field's number.</param>
/// <param name="Value">A varint, or four or eight bytes as an unsigned number; 0 for bytes.</param>
/// <param name="Bytes">Of a field with a length; empty otherwise.</param>
internal readonly record struct ProtobufField(int Number, ulong Value, ReadOnlyMemory<byte> Bytes);
