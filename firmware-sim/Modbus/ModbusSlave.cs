using System.Buffers.Binary;

namespace FirmwareSim.Modbus;

/// <summary>One transmitter on a bus: request in, answer out; it keeps nothing but the last good values of its probes.</summary>
/// <param name="Id">1 to 247.</param>
/// <param name="Map">Its registers.</param>
/// <param name="Probes">By their number on the transmitter, from 1.</param>
internal sealed record ModbusSlave(byte Id, RegisterMap Map, IReadOnlyDictionary<int, SlaveProbe> Probes)
{
    /// <summary>What stands in the place of a temperature that is not there.</summary>
    private const ushort NoProbe = 0x8000;

    /// <summary>The state of a Pt100 whose wire is broken.</summary>
    private const ushort BrokenWire = 0xA0;

    /// <summary>The most registers in one request (docs/protocols/modbus-rtu.md §4).</summary>
    private const int MostRegisters = 125;

    /// <summary>A closed fridge, tenths of a percent; nothing here models moisture.</summary>
    private const ushort HumidityTenths = 452;

    /// <summary>9600 bit/s, in hundreds.</summary>
    private const ushort LineSpeedHundreds = 96;

    public SlaveAnswer Answer(ModbusRequest request)
    {
        if (!Map.Knows(request.Function))
        {
            return Refuse(request, ModbusException.IllegalFunction);
        }

        if (request.Count is 0 or > MostRegisters)
        {
            return Refuse(request, ModbusException.IllegalValue);
        }

        for (int i = 0; i < request.Count; i++)
        {
            int address = request.Address + i;
            if (address > ushort.MaxValue || !Map.Registers.ContainsKey((request.Function, (ushort)address)))
            {
                return Refuse(request, ModbusException.IllegalAddress);
            }
        }

        return Read(request);
    }

    private SlaveAnswer Read(ModbusRequest request)
    {
        byte[] body = new byte[3 + (2 * request.Count)];
        body[0] = Id;
        body[1] = request.Function;
        body[2] = (byte)(2 * request.Count);
        List<SaidTemperature> said = [];
        for (int i = 0; i < request.Count; i++)
        {
            ushort address = (ushort)(request.Address + i);
            RegisterMeaning meaning = Map.Registers[(request.Function, address)];
            ushort value = meaning == RegisterMeaning.Temperature ? TakeAt(address, said) : ValueOf(meaning);
            BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(3 + (2 * i)), value);
        }

        return new SlaveAnswer(ModbusCrc.Seal(body), said);
    }

    private ushort TakeAt(ushort address, List<SaidTemperature> said)
    {
        if (!Probes.TryGetValue(Map.ProbeAt(address), out SlaveProbe? probe))
        {
            return NoProbe;
        }

        if (probe.IsBroken)
        {
            return Map.TellsState ? unchecked((ushort)probe.LastGood) : NoProbe;
        }

        said.Add(new SaidTemperature(probe.Sensor, probe.Take(), address));
        return unchecked((ushort)probe.LastGood);
    }

    private ushort ValueOf(RegisterMeaning meaning) => meaning switch
    {
        RegisterMeaning.Humidity => HumidityTenths,
        RegisterMeaning.ProbeState => Probes.Values.Any(probe => probe.IsBroken) ? BrokenWire : (ushort)0,
        RegisterMeaning.SlaveId => Id,
        RegisterMeaning.LineSpeed => LineSpeedHundreds,
        RegisterMeaning.Correction or RegisterMeaning.Temperature => 0,
    };

    private SlaveAnswer Refuse(ModbusRequest request, ModbusException code)
    {
        byte[] frame = ModbusCrc.Seal([Id, (byte)(request.Function | ModbusFunction.ExceptionBit), (byte)code]);
        return new SlaveAnswer(frame, []);
    }
}
