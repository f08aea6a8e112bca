namespace ColdChain.Core.Observing;

/// <summary>Why what a sensor said, or did not say, cannot be taken as it stands. Stored by name: never rename.</summary>
public enum ObservationKind
{
    /// <summary>EX-22. No reading speaks.</summary>
    Gap,

    /// <summary>EX-23. The device said something other than a temperature.</summary>
    SensorFault,

    /// <summary>EX-24. The same value to the last digit, for too long.</summary>
    Stuck,

    /// <summary>EX-25. Faster than a probe in its buffer can be, and taken back.</summary>
    ImplausibleJump,

    /// <summary>EX-26. The probe was in the room: taken out to be read, or swapped.</summary>
    ProbeOutside,

    /// <summary>EX-27. A time that cannot be.</summary>
    ClockWrong,

    /// <summary>EX-27. Times that went back while readings were counted on.</summary>
    ClockStepped,

    /// <summary>EX-27. A step by the hour of summer time, at its change.</summary>
    DaylightSaving,

    /// <summary>EX-28. Without mains power.</summary>
    PowerLost,

    /// <summary>EX-31. Two sensors of one unit that cannot both be right.</summary>
    Disagreement,
}
