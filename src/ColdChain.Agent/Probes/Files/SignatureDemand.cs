namespace ColdChain.Agent.Probes.Files;

/// <summary>What the signature of a logger's file must be. An invalid one is never taken.</summary>
public enum SignatureDemand
{
    /// <summary>A format that is signed by its loggers must have a valid one; other formats have none to show.</summary>
    Required,

    /// <summary>One that was left out is taken as well.</summary>
    Optional,
}
