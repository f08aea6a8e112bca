using ColdChain.Agent.Probes.Mqtt;

namespace ColdChain.Agent.Configuration;

/// <summary>The section "tls" of the two MQTT kinds; relative paths are relative to the folder of the configuration.</summary>
internal static class TlsReader
{
    public static ListenerTlsOptions ReadListener(SettingsSection section, string folder)
    {
        ListenerTlsOptions options = new()
        {
            Certificate = Whole(section.Text("certificate", "the path of a certificate in PEM"), folder),
            Key = Whole(section.Text("key", "the path of the certificate's private key in PEM"), folder),
            ClientCa = WholeOrNull(section.OptionalText("clientCa", "the path of a CA's certificate in PEM"), folder),
            RequireClientCertificate = section.Flag("requireClientCertificate", false),
        };
        section.Close();
        return options;
    }

    public static BrokerTlsOptions ReadBroker(SettingsSection section, string folder)
    {
        BrokerTlsOptions options = new()
        {
            Ca = WholeOrNull(section.OptionalText("ca", "the path of a CA's certificate in PEM"), folder),
            Certificate = WholeOrNull(section.OptionalText("certificate", "the path of a certificate in PEM"), folder),
            Key = WholeOrNull(section.OptionalText("key", "the path of the certificate's private key in PEM"), folder),
            ServerName = section.OptionalText("serverName", "the name that the broker's certificate is for"),
        };
        section.Close();
        return options;
    }

    private static string Whole(string path, string folder) => path.Length == 0 ? path : Path.GetFullPath(path, folder);

    private static string? WholeOrNull(string? path, string folder) => path is null ? null : Whole(path, folder);
}
