namespace ColdChain.Agent.Probes.Serial;

/// <summary>One temperature of a transmitter: where it stands, what tells that it is none, and what stands beside it.</summary>
/// <param name="Name">What a configuration calls it: temperature, or 1 to 8 on a board of eight probes.</param>
/// <param name="Function">3 (holding registers) or 4 (input registers); its status and its further registers are read by the same.</param>
/// <param name="Register">The address as it travels, from 0.</param>
/// <param name="Map">What the numbers mean.</param>
public sealed record ModbusPoint(string Name, byte Function, ushort Register, RegisterMap Map)
{
    /// <summary>What the transmitter can measure; beyond it a value is a fault.</summary>
    public MeasuringRange Range { get; init; } = MeasuringRange.Whole;

    /// <summary>Raw values that name a fault of their own.</summary>
    public IReadOnlyList<RawCode> Codes { get; init; } = [];

    /// <summary>A second register without whose word the first is not believed; null for transmitters that have none.</summary>
    public StatusRegister? Status { get; init; }

    /// <summary>What else the transmitter tells: shown by decode, not asked for while the agent runs.</summary>
    public IReadOnlyList<FurtherRegister> Further { get; init; } = [];

    /// <summary>The registers that one question must cover to judge this temperature.</summary>
    public RegisterSpan Needed
    {
        get
        {
            RegisterSpan value = RegisterSpan.Of(Register, Map.Registers);
            return Status is null ? value : value.With(RegisterSpan.Of(Status.Register, 1));
        }
    }
}
