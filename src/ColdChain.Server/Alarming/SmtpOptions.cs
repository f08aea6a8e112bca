namespace ColdChain.Server.Alarming;

/// <summary>The mail server that alarms leave by.</summary>
public sealed record SmtpOptions
{
    public const int DefaultPort = 587;

    /// <summary>Empty: no mail is sent, and a contact by mail is a mistake that the alarm shows.</summary>
    public string Host { get; init; } = string.Empty;

    public int Port { get; init; } = DefaultPort;

    public string From { get; init; } = "coldchain@localhost";

    /// <summary>STARTTLS. Servers that want TLS from the first byte (port 465) are not supported.</summary>
    public bool StartTls { get; init; } = true;

    /// <summary>Null: no log-in.</summary>
    public string? UserName { get; init; }

    public string? Password { get; init; }
}
