using System.Collections.Frozen;

namespace FirmwareSim.Modbus;

/// <summary>Which registers a transmitter has, under which function (docs/protocols/modbus-rtu.md §6).</summary>
internal sealed record RegisterMap(
    string Name, FrozenDictionary<(byte Function, ushort Address), RegisterMeaning> Registers)
{
    /// <summary>How many probes it has; the temperatures of a board stand one after the other from register 0.</summary>
    public int Probes { get; init; } = 1;

    /// <summary>The probe, from 1, whose temperature stands at an address.</summary>
    public int ProbeAt(ushort address) => Probes == 1 ? 1 : address + 1;

    /// <summary>Whether it tells a broken probe by a register of its own.</summary>
    public bool TellsState => Registers.Values.Contains(RegisterMeaning.ProbeState);

    public bool Knows(byte function) => Registers.Keys.Any(key => key.Function == function);
}
