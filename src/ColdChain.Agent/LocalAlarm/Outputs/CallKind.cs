namespace ColdChain.Agent.LocalAlarm.Outputs;

/// <summary>What an output is to do.</summary>
internal enum CallKind
{
    /// <summary>Sound: somebody must come.</summary>
    Alarm,

    /// <summary>Say it once, in a weaker tone: a sensor is silent.</summary>
    Notice,

    /// <summary>Be quiet: somebody has it.</summary>
    Acknowledged,

    /// <summary>Be quiet: the cause is gone.</summary>
    Over,
}
