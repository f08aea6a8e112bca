namespace ColdChain.Server.History.Influx;

/// <summary>Which client of InfluxDB this build uses; chosen with -p:OfficialClients=true (docs/dependencies.md).</summary>
public static class InfluxClients
{
#if OFFICIAL_CLIENTS
    public const string Implementation = "InfluxDB.Client";

    public static IInfluxClient Create(InfluxOptions options, TimeProvider clock) =>
        new Official.InfluxDbClient(options, clock);
#else
    public const string Implementation = "own client of InfluxDB 1.x";

    public static IInfluxClient Create(InfluxOptions options, TimeProvider clock) => new InfluxHttpClient(options, clock);
#endif
}
