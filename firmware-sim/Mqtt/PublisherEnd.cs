namespace FirmwareSim.Mqtt;

/// <summary>Why a connection ended; printed and written to the truth log as it stands.</summary>
internal sealed class PublisherEnd(string reason) : Exception(reason);
