namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>How bytes are written.</summary>
internal enum BytesForm
{
    /// <summary>The payload itself: as it is, or as text in hexadecimal or base64.</summary>
    Raw,

    Hex,

    Base64,

    /// <summary>Text, as it is.</summary>
    Text,
}
