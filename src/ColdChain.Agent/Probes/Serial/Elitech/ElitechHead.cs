using System.Buffers.Binary;

namespace ColdChain.Agent.Probes.Serial.Elitech;

/// <summary>How many records a log has and when the first was made, by the logger's clock.</summary>
public readonly record struct ElitechHead(int Count, DateTime Start)
{
    /// <returns>Null for bytes that are no head, or one whose start is no time.</returns>
    public static ElitechHead? Read(ReadOnlySpan<byte> frame) =>
        frame.Length == ElitechFrame.HeadLength && ElitechFrame.Fits(frame) && ElitechFrame.ReadTime(frame[3..]) is { } start
            ? new ElitechHead(BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), start)
            : null;
}
