namespace ColdChain.Agent.Probes.Serial.Modbus;

/// <summary>Why a question has no usable answer.</summary>
public enum ModbusFault
{
    /// <summary>Not one byte within the time.</summary>
    NoAnswer,

    /// <summary>The beginning of an answer, and then nothing.</summary>
    PartialFrame,

    /// <summary>A whole answer whose CRC does not fit.</summary>
    WrongChecksum,

    /// <summary>A sound frame, but of another slave or to another question.</summary>
    OtherSlave,

    /// <summary>Bytes that are no frame.</summary>
    Noise,

    /// <summary>The slave refused, with a code.</summary>
    Exception,

    /// <summary>The port vanished meanwhile.</summary>
    PortGone,
}
