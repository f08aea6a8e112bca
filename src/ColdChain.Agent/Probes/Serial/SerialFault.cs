namespace ColdChain.Agent.Probes.Serial;

/// <summary>Why a port cannot be used.</summary>
public enum SerialFault
{
    /// <summary>There is no such file: unplugged, or a wrong name.</summary>
    NotFound,

    /// <summary>Another program has it.</summary>
    Busy,

    /// <summary>This user may not open it.</summary>
    Denied,

    /// <summary>It is there and is no serial port, or does not take these settings.</summary>
    Unsuitable,

    /// <summary>It worked and vanished: unplugged, the adapter lost power, the other end of a pseudo-terminal closed.</summary>
    Gone,
}
