using System.Buffers.Binary;

namespace FirmwareSim.Modbus;

/// <summary>One transmitter on a bus: request in, answer out, nothing kept.</summary>
/// <param name="Id">1 to 247.</param>
/// <param name="Map">Its registers.</param>
/// <param name="Sensor">The sensor it reads for, as in the scenario.</param>
/// <param name="TakeTenths">Measures: tenths of a degree. Called once for each answer that carries the temperature.</param>
internal sealed record ModbusSlave(byte Id, RegisterMap Map, string Sensor, Func<short> TakeTenths)
{
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
        short? temperature = null;
        ushort register = 0;
        for (int i = 0; i < request.Count; i++)
        {
            ushort address = (ushort)(request.Address + i);
            RegisterMeaning meaning = Map.Registers[(request.Function, address)];
            if (meaning == RegisterMeaning.Temperature)
            {
                temperature ??= TakeTenths();
                register = address;
            }

            BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(3 + (2 * i)), ValueOf(meaning, temperature));
        }

        return new SlaveAnswer(ModbusCrc.Seal(body), temperature, register);
    }

    private ushort ValueOf(RegisterMeaning meaning, short? temperature) => meaning switch
    {
        RegisterMeaning.Humidity => HumidityTenths,
        RegisterMeaning.Temperature => unchecked((ushort)(temperature ?? 0)),
        RegisterMeaning.SlaveId => Id,
        RegisterMeaning.LineSpeed => LineSpeedHundreds,
        RegisterMeaning.Correction => 0,
    };

    private SlaveAnswer Refuse(ModbusRequest request, ModbusException code)
    {
        byte[] frame = ModbusCrc.Seal([Id, (byte)(request.Function | ModbusFunction.ExceptionBit), (byte)code]);
        return new SlaveAnswer(frame, null, 0);
    }
}
