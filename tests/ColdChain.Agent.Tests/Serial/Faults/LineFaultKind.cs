namespace ColdChain.Agent.Tests.Serial.Faults;

/// <summary>What a serial line does to an answer (family F12 of the fault matrix).</summary>
internal enum LineFaultKind
{
    /// <summary>A flipped bit, and stray bytes around it.</summary>
    Noise,

    /// <summary>Right, in pieces with pauses between.</summary>
    Split,
    WrongCrc,

    /// <summary>The answer breaks off.</summary>
    Partial,
    Silence,

    /// <summary>Right, but after the master stopped waiting.</summary>
    Late,

    /// <summary>A sound answer of another slave, and then the right one.</summary>
    OtherSlave,

    /// <summary>Text that a transmitter sends by itself, and then the right answer.</summary>
    UnaskedText,

    /// <summary>The slave refuses.</summary>
    Exception,

    /// <summary>The line at another speed: bytes that were never sent, a tenth or ten times as many.</summary>
    WrongBaud,

    /// <summary>The value of the last answer again.</summary>
    Stuck,

    /// <summary>The adapter is pulled out and comes back under another number.</summary>
    Unplug,

    /// <summary>The same in the middle of an answer.</summary>
    UnplugInAnswer,
}
