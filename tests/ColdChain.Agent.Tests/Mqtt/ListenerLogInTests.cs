using ColdChain.Agent.Mqtt.Listening;
using ColdChain.Agent.Mqtt.Packets;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>Who may connect to the listener, and what the others are told.</summary>
public sealed class ListenerLogInTests
{
    private static readonly MqttListenerSettings WithUsers = new()
    {
        EndPoint = RunningListener.Anywhere,
        Users = [new("fridges", "secret-1"), new("freezers", "secret-2")],
    };

    [Theory]
    [InlineData("fridges", "secret-1", ConnectReturnCode.Accepted)]
    [InlineData("freezers", "secret-2", ConnectReturnCode.Accepted)]
    [InlineData("fridges", "secret-2", ConnectReturnCode.BadUserNameOrPassword)]
    [InlineData("fridges", "", ConnectReturnCode.BadUserNameOrPassword)]
    [InlineData("nobody", "secret-1", ConnectReturnCode.BadUserNameOrPassword)]
    [InlineData("fridges", null, ConnectReturnCode.BadUserNameOrPassword)]
    [InlineData(null, null, ConnectReturnCode.NotAuthorized)]
    public async Task Only_a_known_name_with_its_password_is_let_in(string? user, string? password, ConnectReturnCode answer)
    {
        await using RunningListener listener = new(WithUsers);
        using RawClient client = await RawClient.ConnectAsync(listener.EndPoint);
        await client.SendAsync(Wire.Encode(Connect("f1") with
        {
            UserName = user,
            Password = password is null ? (ReadOnlyMemory<byte>?)null : System.Text.Encoding.UTF8.GetBytes(password),
        }));
        Assert.Equal($"2002000{(int)answer}", await client.ReceiveAsync(4));
        if (answer != ConnectReturnCode.Accepted)
        {
            Assert.Equal("", await client.ReceiveUntilClosedAsync());
            Assert.DoesNotContain(listener.Log.Lines, line => line.Contains("secret", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("", true, ConnectReturnCode.Accepted)] // [MQTT-3.1.3-6]
    [InlineData("", false, ConnectReturnCode.IdentifierRejected)] // [MQTT-3.1.3-8]
    [InlineData("冰箱-1 of ward ?", false, ConnectReturnCode.Accepted)]
    public void A_client_id_is_needed_for_a_session(string id, bool clean, ConnectReturnCode answer) =>
        Assert.Equal(answer, ConnectDecision.Of(Connect(id) with { IsCleanSession = clean }, Anonymous, certified: null).Answer);

    [Fact]
    public void A_client_id_of_128_characters_is_let_in_and_a_longer_one_is_not()
    {
        Assert.Equal(ConnectReturnCode.Accepted, ConnectDecision.Of(Connect(new string('x', 128)), Anonymous, certified: null).Answer);
        Assert.Equal(ConnectReturnCode.IdentifierRejected, ConnectDecision.Of(Connect(new string('x', 129)), Anonymous, certified: null).Answer);
    }

    private static MqttListenerSettings Anonymous => new() { EndPoint = RunningListener.Anywhere, AllowsAnonymous = true };

    private static ConnectPacket Connect(string clientId) =>
        new() { ClientId = clientId, IsCleanSession = true, KeepAliveSeconds = 60 };
}
