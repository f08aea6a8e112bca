namespace ColdChain.Server.History;

/// <summary>Where the readings of finished days are.</summary>
public enum HistoryKind
{
    /// <summary>All in history.db.</summary>
    Embedded,

    /// <summary>In InfluxDB, once it has them; what is not there yet, the hashes and the conflicts are in history.db.</summary>
    Influxdb,
}
