namespace ColdChain.Agent.Probes.Serial;

/// <summary>A transmitter as data: its line as shipped and where its temperatures stand.</summary>
/// <param name="Name">What a configuration calls it.</param>
/// <param name="Line">As the maker ships it.</param>
/// <param name="Points">Its temperatures, at least one.</param>
/// <param name="MostRegisters">The most registers that it answers in one question, 1 to 125.</param>
public sealed record ModbusProfile(string Name, LineSettings Line, IReadOnlyList<ModbusPoint> Points, int MostRegisters)
{
    public ModbusPoint? Point(string name) => Points.FirstOrDefault(point => point.Name == name);

    /// <summary>Whether every register of the span is known to be there: one that is not may be answered with exception 2.</summary>
    public bool Knows(byte function, RegisterSpan span) => span.Count <= MostRegisters
        && Enumerable.Range(span.First, span.Count).All(register => Points.Any(point => point.Function == function
            && (point.Needed.Covers(RegisterSpan.Of(register, 1))
                || point.Further.Any(further =>
                    RegisterSpan.Of(further.Register, further.Map.Registers).Covers(RegisterSpan.Of(register, 1))))));
}
