namespace ColdChain.Agent.DeviceProfiles;

/// <summary>How a device talks; which part of the agent reads the rest of its profile.</summary>
public enum DeviceProfileKind
{
    Mqtt,
    ModbusRtu,
    AsciiLine,
    Elitech,
}
