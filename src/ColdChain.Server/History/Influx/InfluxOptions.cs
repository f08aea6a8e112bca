namespace ColdChain.Server.History.Influx;

/// <summary>Where InfluxDB is, who we are to it, and how much may wait for it.</summary>
public sealed record InfluxOptions
{
    public const string DefaultDatabase = "coldchain";

    public const int DefaultLinesPerWrite = 5_000;

    public const int DefaultMostWaiting = 250_000;

    public const int DefaultKeepDays = 7;

    public static readonly Uri DefaultUrl = new("http://127.0.0.1:8086/");

    public static readonly TimeSpan DefaultTimeOut = TimeSpan.FromSeconds(30);

    /// <summary>Default <see cref="DefaultUrl"/>. With a password or a token https, unless it is this machine.</summary>
    public Uri Url { get; init; } = DefaultUrl;

    /// <summary>Default <see cref="DefaultDatabase"/>. Made when it is missing; of 2.x the bucket.</summary>
    public string Database { get; init; } = DefaultDatabase;

    public string? User { get; init; }

    /// <summary>A secret, as is the token; neither is ever logged.</summary>
    public string? Password { get; init; }

    /// <summary>Instead of user and password, for 2.x and 3.x.</summary>
    public string? Token { get; init; }

    /// <summary>The organisation of 2.x; only the official client asks for it.</summary>
    public string? Organisation { get; init; }

    /// <summary>A request that takes longer has failed. Default 30 s; 1 s to 5 min.</summary>
    public TimeSpan TimeOut { get; init; } = DefaultTimeOut;

    /// <summary>Readings in one write. Default 5 000, with which InfluxDB 1.6 was fastest; 100 to 50 000.</summary>
    public int LinesPerWrite { get; init; } = DefaultLinesPerWrite;

    /// <summary>
    /// Finished days of sensors that may wait in our own file for InfluxDB; beyond, agents are told to come again later. Default
    /// 250 000, two years of 300 sensors and some 150 MB; at least 1 000.
    /// </summary>
    public int MostWaiting { get; init; } = DefaultMostWaiting;

    /// <summary>
    /// So many days stay in our own file too, though InfluxDB has them: what comes late for them needs no question. Default 7;
    /// 0 to 400.
    /// </summary>
    public int KeepDays { get; init; } = DefaultKeepDays;

    /// <summary>Requests are compressed. Default true; false saves processor time on one machine.</summary>
    public bool Gzip { get; init; } = true;

    /// <summary>What may be printed: no secret.</summary>
    public override string ToString() => $"InfluxDB at {Url}, database {Database}";
}
