using System.Buffers.Binary;
using System.Globalization;
using ColdChain.Core.Readings;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>The registers of an answer to one temperature. Pure; asks the status register first.</summary>
public static class PointReader
{
    /// <param name="registers">As they travelled, two bytes each, high byte first.</param>
    /// <param name="first">The address of the first of them.</param>
    public static PointOutcome Read(ReadOnlySpan<byte> registers, int first, ModbusPoint point)
    {
        RegisterSpan answered = RegisterSpan.Of(first, registers.Length / 2);
        if (!answered.Covers(point.Needed))
        {
            return PointOutcome.Faulted(SensorFault.Garbled, string.Create(
                CultureInfo.InvariantCulture,
                $"registers {point.Needed.First} to {point.Needed.End - 1} are needed, {answered.First} to {answered.End - 1} were answered"));
        }

        if (point.Status is { } status && status.Judge(At(registers, first, status.Register)) is { } unwell)
        {
            return unwell;
        }

        ushort high = At(registers, first, point.Register);
        ushort low = point.Map.Registers == 2 ? At(registers, first, point.Register + 1) : (ushort)0;
        decimal? raw = RegisterReader.Raw(high, low, point.Map);
        if (point.Codes.FirstOrDefault(code => code.Raw == raw) is { } code)
        {
            return PointOutcome.Faulted(code.Fault, $"{Seen(point, high, low)}: {code.Says}");
        }

        RegisterOutcome read = RegisterReader.Read(high, low, point.Map);
        if (read.Fault is { } fault)
        {
            return PointOutcome.Faulted(fault, Seen(point, high, low));
        }

        return point.Range.Holds(read.Value)
            ? PointOutcome.Measured(read.Value)
            : PointOutcome.Faulted(SensorFault.OutOfRange, $"{Seen(point, high, low)}: {read.Value} is beyond what this transmitter measures");
    }

    /// <summary>A further register in its unit; null when the answer does not hold it, or it says "none".</summary>
    public static decimal? ReadFurther(ReadOnlySpan<byte> registers, int first, FurtherRegister further)
    {
        if (!RegisterSpan.Of(first, registers.Length / 2).Covers(RegisterSpan.Of(further.Register, further.Map.Registers)))
        {
            return null;
        }

        ushort low = further.Map.Registers == 2 ? At(registers, first, further.Register + 1) : (ushort)0;
        decimal? raw = RegisterReader.Raw(At(registers, first, further.Register), low, further.Map);
        return raw is { } value && !further.Map.Sentinels.Contains((long)value) ? value * further.Map.Scale : null;
    }

    private static ushort At(ReadOnlySpan<byte> registers, int first, int register) =>
        BinaryPrimitives.ReadUInt16BigEndian(registers[(2 * (register - first))..]);

    private static string Seen(ModbusPoint point, ushort high, ushort low) => string.Create(
        CultureInfo.InvariantCulture,
        $"register {point.Register} reads 0x{high:X4}{(point.Map.Registers == 2 ? $" 0x{low:X4}" : string.Empty)}");
}
