namespace ColdChain.Core.LoggerFiles.Berlinger;

/// <summary>What the probes of a logger are called.</summary>
/// <param name="Measured">The one that log and daily history are of: the external one where the logger has one.</param>
/// <param name="Internal">As its time-outs are told.</param>
/// <param name="External">Likewise.</param>
internal sealed record ReportSensors(string Measured, string Internal, string External)
{
    public static ReportSensors Of(ReportNode root, string serial)
    {
        bool hasExternal = root.Find("Ext Sensor") is not null || root.Find("Conf")?.Find("Ext Sensor") is not null;
        string external = $"{serial}/external";
        return hasExternal
            ? new ReportSensors(external, $"{serial}/internal", external)
            : new ReportSensors(serial, serial, external);
    }
}
