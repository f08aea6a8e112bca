namespace FirmwareSim.Modem;

/// <summary>How the modem, its SIM and its network stand.</summary>
internal sealed class ModemState
{
    /// <summary>READY, SIM PIN, SIM PUK or NONE.</summary>
    public string Sim { get; set; } = "READY";

    /// <summary>Null: the SIM asks for none.</summary>
    public string? Pin { get; init; }

    public int PinAttempts { get; set; } = 3;

    /// <summary>As AT+CREG? counts (27.007, 7.2): 1 is at home.</summary>
    public int Registered { get; set; } = 1;

    public int Signal { get; set; } = 21;

    /// <summary>How the next call ends that is not hung up before.</summary>
    public string CallEnd { get; set; } = "NO ANSWER";

    public int RefuseCode { get; set; }

    public int RefuseCount { get; set; }

    public bool Echoes { get; set; } = true;

    public bool IsPduMode { get; set; }

    public bool ShowsCaller { get; set; }

    public bool TellsOfMessages { get; set; }

    /// <summary>The number that is being rung; null when no call goes on.</summary>
    public string? Dialled { get; set; }

    /// <summary>How many octets the message at the prompt has; null when none is being written.</summary>
    public int? Writing { get; set; }

    /// <summary>Place on the SIM and PDU, as received.</summary>
    public SortedDictionary<int, string> Stored { get; } = [];

    public bool MayBeUsed => Sim == "READY";
}
