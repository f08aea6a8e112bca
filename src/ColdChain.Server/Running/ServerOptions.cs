namespace ColdChain.Server.Running;

/// <summary>Where the server keeps its files and where it listens.</summary>
public sealed class ServerOptions
{
    /// <summary>Loopback only: whoever wants the network to reach it says so, and puts TLS in front.</summary>
    public const string DefaultUrls = "http://127.0.0.1:8080";

    /// <summary>The folder of all files of the server. Default: <c>coldchain-data</c> in the current folder.</summary>
    public string DataDirectory { get; set; } = "coldchain-data";

    /// <summary>What Kestrel listens on, separated by semicolons. Default: <see cref="DefaultUrls"/>.</summary>
    public string Urls { get; set; } = DefaultUrls;

    /// <summary>A PEM file: the server's certificate, then its intermediates. Needed where <see cref="Urls"/> has an https address; read anew when it changes.</summary>
    public string? Certificate { get; set; }

    /// <summary>The PEM file of the certificate's key, for the server's user alone.</summary>
    public string? CertificateKey { get; set; }

    /// <summary>
    /// A log-in ends after this long without use. Default one hour: a township's PC stands where patients are, and is left while a
    /// child is vaccinated; 5 minutes to 7 days.
    /// </summary>
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromHours(1);

    /// <summary>A log-in ends after this long however much it is used. Default 12 hours, a long shift; 5 minutes to 30 days.</summary>
    public TimeSpan SessionLongest { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Passwords and set-up links tried from one address in a minute; more are sent away. Default 60, for a county behind one address; 5 to 10 000.</summary>
    public int LogInsPerMinute { get; set; } = 60;

    /// <summary>
    /// The session's cookie goes over TLS alone and is called so that no other host can set it. Default: when every address of
    /// <see cref="Urls"/> is https. Set it to true where a proxy in front ends TLS.
    /// </summary>
    public bool? SecureCookies { get; set; }

    public bool HasSecureCookies =>
        SecureCookies ?? Urls.Split(';', StringSplitOptions.RemoveEmptyEntries).All(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase));

    /// <summary>Agents and browsers connected at once; more are closed at once. Default 10 000; 100 to 1 000 000.</summary>
    public int MostConnections { get; set; } = 10_000;

    /// <summary>The largest request, whatever it is: larger than any file that a page takes, so that the page itself says what is too large.</summary>
    public const long MostRequestBytes = 30_000_000;

    /// <summary>
    /// Who connects says within this time what they want; else 408. Default 30 seconds, a long time over a modem for a kilobyte; 1 second to 5 minutes.
    /// </summary>
    public TimeSpan RequestWithin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// What is sent comes, and an answer is taken, at this many bytes a second at least, on average, once <see cref="SlowFor"/> is over;
    /// else 408. Default 240, a tenth of what the slowest mobile line of a township carries; 1 to 1 000 000.
    /// </summary>
    public int LeastBytesPerSecond { get; set; } = 240;

    /// <summary>How long somebody may be slower at first. Default 10 seconds, which a line takes to come back; 2 seconds to 5 minutes.</summary>
    public TimeSpan SlowFor { get; set; } = TimeSpan.FromSeconds(10);

    public string RecordsPath => Path.Combine(DataDirectory, "records.db");

    public string HistoryPath => Path.Combine(DataDirectory, "history.db");

    public string LogPath => Path.Combine(DataDirectory, "logs", "server-.log");

    public string KeysPath => Path.Combine(DataDirectory, "keys");

    /// <summary>Every mistake, each saying the key, the value and what is allowed; empty when all is well.</summary>
    public IEnumerable<string> Mistakes()
    {
        if (string.IsNullOrWhiteSpace(DataDirectory))
        {
            yield return "Server:DataDirectory is empty; give the folder for the server's files.";
        }

        foreach (string url in Urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) || parsed.Scheme is not ("http" or "https"))
            {
                yield return $"Server:Urls has '{url}', which is not an http or https address such as {DefaultUrls}.";
            }
        }

        bool speaksTls = Urls.Contains("https:", StringComparison.OrdinalIgnoreCase);
        if (speaksTls && (Certificate is null || CertificateKey is null))
        {
            yield return "Server:Urls has an https address; give its certificate with Server:Certificate and Server:CertificateKey (PEM files).";
        }
        else if (speaksTls && ServerCertificate.Mistake(Certificate!, CertificateKey!) is { } mistake)
        {
            yield return mistake;
        }

        if (SessionIdle < TimeSpan.FromMinutes(5) || SessionIdle > TimeSpan.FromDays(7))
        {
            yield return $"Server:SessionIdle is {SessionIdle}; allowed are 00:05:00 to 7.00:00:00.";
        }

        if (SessionLongest < TimeSpan.FromMinutes(5) || SessionLongest > TimeSpan.FromDays(30))
        {
            yield return $"Server:SessionLongest is {SessionLongest}; allowed are 00:05:00 to 30.00:00:00.";
        }

        if (LogInsPerMinute is < 5 or > 10_000)
        {
            yield return $"Server:LogInsPerMinute is {LogInsPerMinute}; allowed are 5 to 10000.";
        }

        if (MostConnections is < 100 or > 1_000_000)
        {
            yield return $"Server:MostConnections is {MostConnections}; allowed are 100 to 1000000.";
        }

        foreach (string mistake in MistakesOfPace())
        {
            yield return mistake;
        }
    }

    private IEnumerable<string> MistakesOfPace()
    {
        if (RequestWithin < TimeSpan.FromSeconds(1) || RequestWithin > TimeSpan.FromMinutes(5))
        {
            yield return $"Server:RequestWithin is {RequestWithin}; allowed are 00:00:01 to 00:05:00.";
        }

        if (LeastBytesPerSecond is < 1 or > 1_000_000)
        {
            yield return $"Server:LeastBytesPerSecond is {LeastBytesPerSecond}; allowed are 1 to 1000000.";
        }

        if (SlowFor < TimeSpan.FromSeconds(2) || SlowFor > TimeSpan.FromMinutes(5))
        {
            yield return $"Server:SlowFor is {SlowFor}; allowed are 00:00:02 to 00:05:00.";
        }
    }
}
