namespace ColdChain.Agent.Probes.Serial;

/// <summary>The serial ports of this machine. Which implementation is built in, SerialPorts says.</summary>
public interface ISerialPorts
{
    /// <summary>Opens for this program alone, where the system can promise that.</summary>
    SerialOpening Open(SerialLine line);
}
