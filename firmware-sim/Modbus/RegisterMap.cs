using System.Collections.Frozen;

namespace FirmwareSim.Modbus;

/// <summary>Which registers a transmitter has, under which function (docs/protocols/modbus-rtu.md §6).</summary>
internal sealed record RegisterMap(
    string Name, FrozenDictionary<(byte Function, ushort Address), RegisterMeaning> Registers)
{
    public bool Knows(byte function) => Registers.Keys.Any(key => key.Function == function);
}
