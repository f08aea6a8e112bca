namespace ColdChain.Agent.Probes.Serial;

/// <summary>Where a transmitter keeps a temperature, and what its numbers mean.</summary>
/// <param name="Type">How many registers, and how they are read.</param>
/// <param name="Order">For two registers.</param>
/// <param name="Scale">Degrees Celsius of one count: 0.1 for most transmitters.</param>
/// <param name="Sentinels">Raw values that say "no temperature": 0x8000 (-32768) for many.</param>
public sealed record RegisterMap(RegisterType Type, WordOrder Order, decimal Scale, IReadOnlyList<long> Sentinels)
{
    public ushort Registers => Type switch
    {
        RegisterType.Signed16 or RegisterType.Unsigned16 => 1,
        RegisterType.Signed32 or RegisterType.Unsigned32 or RegisterType.Ieee32 => 2,
    };
}
