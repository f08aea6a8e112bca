namespace ColdChain.Agent.LocalAlarm;

/// <summary>When the outputs sound.</summary>
public enum SoundWhen
{
    /// <summary>When the rule falls due, whether or not the server can be reached: the nearest person hears it first.</summary>
    Always,

    /// <summary>Only while the server does not answer: for a place where the server's own messages are enough.</summary>
    Offline,
}
