using ColdChain.Agent.Probes.Serial.Modbus;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>One sensor on a bus: whom to ask for what, and how to read the answer.</summary>
public sealed record SerialSensorOptions(SensorId Sensor, ModbusRequest Question, RegisterMap Map);
