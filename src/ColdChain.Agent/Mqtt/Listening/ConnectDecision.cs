using System.Security.Cryptography;
using System.Text;
using ColdChain.Agent.Mqtt.Packets;

namespace ColdChain.Agent.Mqtt.Listening;

/// <summary>Whether a CONNECT is let in. Pure.</summary>
/// <param name="Answer">What CONNACK says.</param>
/// <param name="Reason">For the log; null when let in.</param>
internal sealed record ConnectDecision(ConnectReturnCode Answer, string? Reason)
{
    /// <summary>The standard demands 23 [MQTT-3.1.3-5]; firmware makes longer ones out of its MAC address and name.</summary>
    public const int LongestClientIdCharacters = 128;

    private static readonly ConnectDecision LetIn = new(ConnectReturnCode.Accepted, null);

    /// <param name="connect">What the client says.</param>
    /// <param name="settings">Who may connect.</param>
    /// <param name="certified">The name in a certificate that was accepted: it counts instead of user and password.</param>
    public static ConnectDecision Of(ConnectPacket connect, MqttListenerSettings settings, string? certified)
    {
        if (connect.ClientId.Length == 0 && !connect.IsCleanSession)
        {
            return new ConnectDecision(
                ConnectReturnCode.IdentifierRejected, "it has no client id and wants a session; give the sensor a client id [MQTT-3.1.3-8]");
        }

        if (connect.ClientId.Length > LongestClientIdCharacters)
        {
            return new ConnectDecision(
                ConnectReturnCode.IdentifierRejected, $"its client id is longer than {LongestClientIdCharacters} characters [MQTT-3.1.3-9]");
        }

        if (certified is not null)
        {
            return LetIn;
        }

        if (connect.UserName is null)
        {
            return settings.AllowsAnonymous
                ? LetIn
                : new ConnectDecision(
                    ConnectReturnCode.NotAuthorized, "it gave no user name; set one in the sensor, or allowAnonymous here [MQTT-3.2.2-5]");
        }

        return IsKnown(connect, settings.Users)
            ? LetIn
            : new ConnectDecision(
                ConnectReturnCode.BadUserNameOrPassword, $"the password for user '{Shown(connect.UserName)}' is wrong or nobody has that name [MQTT-3.2.2-5]");
    }

    // Every user is compared and each in constant time, so that the answer's delay says nothing about names or passwords.
    private static bool IsKnown(ConnectPacket connect, IReadOnlyList<MqttUser> users)
    {
        ReadOnlySpan<byte> password = connect.Password is { } given ? given.Span : [];
        bool isKnown = false;
        foreach (MqttUser user in users)
        {
            bool isName = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(user.Name), Encoding.UTF8.GetBytes(connect.UserName!));
            isKnown |= CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(user.Password), password) && isName;
        }

        return isKnown;
    }

    private static string Shown(string text) => LogText.OneLine(text, most: 40);
}
