namespace ColdChain.Server.People;

/// <summary>What a link to set a password up is worth now.</summary>
public enum SetUpLinkStanding
{
    Good,

    /// <summary>Nobody made it, or it was typed wrongly.</summary>
    Unknown,

    Expired,

    Used,

    /// <summary>A newer one was made.</summary>
    Replaced,
}
