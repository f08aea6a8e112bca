namespace ColdChain.Server.People.Keys;

/// <summary>What the key of an integration may be allowed.</summary>
public enum IntegrationRight
{
    Read,

    PostMovements,
}
