namespace ColdChain.Agent.Decoding;

/// <summary>What a decoded temperature is.</summary>
public enum DecodedSource
{
    /// <summary>Measured just now, as sent: a message, an answer, a line.</summary>
    Live,

    /// <summary>A row of a logger's own log.</summary>
    Log,

    /// <summary>The lowest or the highest of a day in a logger's daily history.</summary>
    Daily,
}
