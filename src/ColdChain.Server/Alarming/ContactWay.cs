namespace ColdChain.Server.Alarming;

/// <summary>How a contact is reached. Stored by name: never rename.</summary>
public enum ContactWay
{
    /// <summary>Mail; the address is a mail address.</summary>
    Email,

    /// <summary>A robot in a WeCom group (企业微信群机器人); the address is the robot's name in the configuration.</summary>
    WeCom,
}
