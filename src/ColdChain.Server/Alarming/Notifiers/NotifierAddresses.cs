namespace ColdChain.Server.Alarming.Notifiers;

/// <summary>Where the notifiers connect to: the configured servers, or the local inbox once it listens.</summary>
public sealed class NotifierAddresses
{
    public NotifierAddresses(AlarmingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Smtp = options.Smtp;
        WeCom = options.WeCom;
    }

    public SmtpOptions Smtp { get; private set; }

    public WeComOptions WeCom { get; private set; }

    /// <summary>From now on everything goes to this machine, and no configured server gets anything.</summary>
    public void RedirectTo(int smtpPort, Uri weCom)
    {
        Smtp = new SmtpOptions { Host = "127.0.0.1", Port = smtpPort, From = Smtp.From, StartTls = false };
        WeCom = new WeComOptions { BaseUrl = weCom, Robots = WeCom.Robots, AcceptsUnknownRobots = true };
    }
}
