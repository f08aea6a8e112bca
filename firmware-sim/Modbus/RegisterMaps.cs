using System.Collections.Frozen;

namespace FirmwareSim.Modbus;

/// <summary>The transmitters that can be played (docs/protocols/modbus-rtu.md §6).</summary>
internal static class RegisterMaps
{
    /// <summary>Wall transmitter of the RS-WS-N01 kind: humidity first, then temperature, as holding registers.</summary>
    public static readonly RegisterMap RsWsN01 = new(
        "rs-ws-n01",
        new Dictionary<(byte, ushort), RegisterMeaning>
        {
            [(ModbusFunction.ReadHoldingRegisters, 0x0000)] = RegisterMeaning.Humidity,
            [(ModbusFunction.ReadHoldingRegisters, 0x0001)] = RegisterMeaning.Temperature,
            [(ModbusFunction.ReadHoldingRegisters, 0x07D0)] = RegisterMeaning.SlaveId,
            [(ModbusFunction.ReadHoldingRegisters, 0x07D1)] = RegisterMeaning.LineSpeed,
        }.ToFrozenDictionary());

    /// <summary>Small SHT20 transmitter of the XY-MD02 kind: values are input registers from 1, settings are holding registers.</summary>
    public static readonly RegisterMap XyMd02 = new(
        "xy-md02",
        new Dictionary<(byte, ushort), RegisterMeaning>
        {
            [(ModbusFunction.ReadInputRegisters, 0x0001)] = RegisterMeaning.Temperature,
            [(ModbusFunction.ReadInputRegisters, 0x0002)] = RegisterMeaning.Humidity,
            [(ModbusFunction.ReadHoldingRegisters, 0x0101)] = RegisterMeaning.SlaveId,
            [(ModbusFunction.ReadHoldingRegisters, 0x0102)] = RegisterMeaning.LineSpeed,
            [(ModbusFunction.ReadHoldingRegisters, 0x0103)] = RegisterMeaning.Correction,
            [(ModbusFunction.ReadHoldingRegisters, 0x0104)] = RegisterMeaning.Correction,
        }.ToFrozenDictionary());

    /// <summary>Pt100 transducer of the TRS-02a kind: its temperature is to be believed only while the register after it is 0.</summary>
    public static readonly RegisterMap Trs02a = new(
        "trs-02a",
        new Dictionary<(byte, ushort), RegisterMeaning>
        {
            [(ModbusFunction.ReadHoldingRegisters, 0x0001)] = RegisterMeaning.Temperature,
            [(ModbusFunction.ReadHoldingRegisters, 0x0002)] = RegisterMeaning.ProbeState,
        }.ToFrozenDictionary());

    /// <summary>Board of the R4DCB08 kind: eight probes, 0x8000 where there is none.</summary>
    public static readonly RegisterMap R4Dcb08 = new(
        "r4dcb08",
        Enumerable.Range(0, 8).ToFrozenDictionary(
            address => (ModbusFunction.ReadHoldingRegisters, (ushort)address), _ => RegisterMeaning.Temperature))
    {
        Probes = 8,
    };

    public static readonly FrozenDictionary<string, RegisterMap> ByName =
        new[] { RsWsN01, XyMd02, Trs02a, R4Dcb08 }.ToFrozenDictionary(map => map.Name);
}
