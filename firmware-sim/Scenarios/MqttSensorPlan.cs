namespace FirmwareSim.Scenarios;

/// <summary>A transmitter that publishes by itself.</summary>
internal sealed record MqttSensorPlan : SensorPlan
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string Topic { get; init; }

    public required string ClientId { get; init; }

    public required string? UserName { get; init; }

    public required string? Password { get; init; }

    public required TimeSpan Interval { get; init; }

    /// <summary>Whether the payload says when it was measured.</summary>
    public required bool SendsTime { get; init; }

    /// <summary>Messages kept while they cannot be sent; the oldest go first when it is full, as in real firmware.</summary>
    public required int StoreLimit { get; init; }

    /// <summary>Messages sent and not yet acknowledged.</summary>
    public required int Window { get; init; }

    public required TimeSpan KeepAlive { get; init; }

    /// <summary>How long to wait for an acknowledgement before the connection is given up.</summary>
    public required TimeSpan AckPatience { get; init; }

    public required bool CleanSession { get; init; }
}
