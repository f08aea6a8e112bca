namespace ColdChain.Agent.Probes.Serial;

/// <summary>A fault in words, with what a person may do about it.</summary>
public static class SerialFaultText
{
    public static string Explain(SerialFault fault, string path) => fault switch
    {
        SerialFault.NotFound => $"there is no {path}; is the adapter plugged in? 'coldchain-agent list-ports' shows what there is",
        SerialFault.Busy => $"{path} is in use by another program",
        SerialFault.Denied => $"this user may not open {path}; add it to the group that owns the file (dialout)",
        SerialFault.Unsuitable => $"{path} is not a serial port, or does not take these settings",
        SerialFault.Gone => $"{path} has vanished (unplugged?)",
    };
}
