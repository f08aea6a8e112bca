using FirmwareSim.Modem;

namespace FirmwareSim.Tests.Modem;

public sealed class AtInterpreterTests
{
    private const string Hello = "0011000B916407281553F80000AA0AE8329BFD4697D9EC37";

    private readonly List<string> _told = [];

    [Fact]
    public void A_message_is_sent_after_its_prompt()
    {
        AtInterpreter modem = Modem(new ModemState());
        modem.Answer("AT+CMGF=0");

        Assert.Equal("\r\n> ", modem.Answer("AT+CMGS=23"));
        Assert.EndsWith("OK\r\n", modem.Message(Hello), StringComparison.Ordinal);
        Assert.Equal(["sent +46708251358 hellohello"], _told);
    }

    [Theory]
    [InlineData("SIM PIN", 1, "+CME ERROR: 11")]
    [InlineData("READY", 2, "+CMS ERROR: 331")]
    public void Without_SIM_or_network_nothing_is_sent(string sim, int registered, string error)
    {
        AtInterpreter modem = Modem(new ModemState { Sim = sim, Registered = registered, IsPduMode = true });

        Assert.Contains(error, modem.Answer("AT+CMGS=23"), StringComparison.Ordinal);
        Assert.Empty(_told);
    }

    [Fact]
    public void Three_wrong_PINs_block_the_SIM()
    {
        ModemState state = new() { Sim = "SIM PIN", Pin = "1234" };
        AtInterpreter modem = Modem(state);
        for (int attempt = 0; attempt < 3; attempt++)
        {
            Assert.Contains("+CME ERROR: 16", modem.Answer("AT+CPIN=\"9999\""), StringComparison.Ordinal);
        }

        Assert.Contains("SIM PUK", modem.Answer("AT+CPIN?"), StringComparison.Ordinal);
    }

    [Fact]
    public void As_many_messages_are_refused_as_the_script_says()
    {
        AtInterpreter modem = Modem(new ModemState { IsPduMode = true, RefuseCode = 38, RefuseCount = 1 });
        modem.Answer("AT+CMGS=23");
        Assert.Contains("+CMS ERROR: 38", modem.Message(Hello), StringComparison.Ordinal);

        modem.Answer("AT+CMGS=23");
        Assert.Contains("OK", modem.Message(Hello), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_came_is_listed_until_it_is_deleted()
    {
        ModemState state = new();
        state.Stored[1] = PduText.WriteDeliver("13900001111", "1");
        AtInterpreter modem = Modem(state);

        Assert.Contains("+CMGL: 1,0,,", modem.Answer("AT+CMGL=4"), StringComparison.Ordinal);
        modem.Answer("AT+CMGD=1");
        Assert.DoesNotContain("+CMGL", modem.Answer("AT+CMGL=4"), StringComparison.Ordinal);
    }

    private AtInterpreter Modem(ModemState state) => new(state, _told.Add);
}
