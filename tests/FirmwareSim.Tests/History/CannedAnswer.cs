namespace FirmwareSim.Tests.History;

/// <summary>A status and a body; status 0 stands for no connection.</summary>
internal sealed record CannedAnswer(int Status, string Body);
