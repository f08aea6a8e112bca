namespace FirmwareSim.Scenarios;

/// <summary>What an <c>at</c> statement does. docs/protocols/scenario.md says each in a sentence.</summary>
internal enum HappeningKind
{
    PowerOff,
    PowerOn,
    DoorOpen,

    /// <summary>A sensor, or all of a unit's, neither answer nor publish.</summary>
    Silence,

    /// <summary>Bits of an answer are flipped and stray bytes stand around it.</summary>
    Noise,
    WrongCrc,

    /// <summary>A right answer that comes when its master has stopped waiting.</summary>
    Late,

    /// <summary>An answer breaks off in the middle.</summary>
    Partial,

    /// <summary>Another slave's answer is heard before the right one.</summary>
    OtherTraffic,

    /// <summary>The wire of a probe is broken; the device tells it as its kind does.</summary>
    BrokenProbe,

    /// <summary>The port is unplugged, and back when the time is over.</summary>
    Vanish,

    /// <summary>A publisher has no network.</summary>
    Offline,

    /// <summary>A publisher does not hear acknowledgements, and sends again.</summary>
    LoseAcks,
}
