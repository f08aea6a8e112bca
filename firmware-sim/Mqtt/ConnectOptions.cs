namespace FirmwareSim.Mqtt;

/// <summary>What a sensor says of itself in CONNECT.</summary>
internal sealed record ConnectOptions(
    string ClientId, bool CleanSession, ushort KeepAliveSeconds, string? UserName, string? Password);
