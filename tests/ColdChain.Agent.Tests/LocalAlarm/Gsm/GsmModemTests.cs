using ColdChain.Agent.LocalAlarm.Outputs.Gsm;
using ColdChain.Agent.Probes.Serial;

namespace ColdChain.Agent.Tests.LocalAlarm.Gsm;

/// <summary>What the modem is told, and what each of its refusals becomes in words.</summary>
public sealed class GsmModemTests : IDisposable
{
    private static readonly GsmOptions Options = new() { Line = new SerialLine("/dev/modem", 115200, SerialParity.None, 1) };

    private readonly ScriptedModem _port = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_is_set_up_for_messages_as_PDUs_whether_or_not_it_echoes(bool echoes)
    {
        _port.Echoes = echoes;
        GsmModem modem = Modem();

        Assert.Null(modem.Begin());
        Assert.Equal(new GsmHealth(null, 17), modem.Check());
        Assert.Equal(["ATZ", "ATE0", "AT+CMEE=1", "AT+CPIN?", "AT+CMGF=0", "AT+CNMI=2,1", "AT+CLIP=1"], _port.Heard.Take(7));
    }

    [Theory]
    [InlineData("+CPIN: SIM PUK\r\n\r\nOK", "PUK")]
    [InlineData("+CME ERROR: 10", "slot")]
    [InlineData("+CPIN: SIM PIN\r\n\r\nOK", "locked")]
    public void A_SIM_that_does_not_let_us_in_is_said_with_what_to_do(string answer, string word)
    {
        _port.Answers["AT+CPIN?"] = answer;

        Assert.Contains(word, Modem().Begin(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_PIN_is_entered_once_and_never_as_the_last_attempt()
    {
        _port.Answers["AT+CPIN?"] = "+CPIN: SIM PIN\r\n\r\nOK";
        _port.Answers["AT+CPIN=\"1234\""] = "+CME ERROR: 16";
        Assert.Equal(GsmModem.WrongPin, Modem(Options with { Pin = "1234" }).Begin());
        Assert.Single(_port.Heard, line => line == "AT+CPIN=\"1234\"");

        _port.Answers["AT+CPINR=\"SIM PIN\""] = "+CPINR: SIM PIN,1,3\r\n\r\nOK";
        Assert.Contains("one attempt left", Modem(Options with { Pin = "1234" }).Begin(), StringComparison.Ordinal);
        Assert.Single(_port.Heard, line => line == "AT+CPIN=\"1234\"");
    }

    [Theory]
    [InlineData("+CREG: 0,2\r\n\r\nOK", "antenna")]
    [InlineData("+CREG: 2,3,\"00C3\",\"1A2B\"\r\n\r\nOK", "refuses the SIM")]
    [InlineData("ERROR", "does not say")]
    public void A_network_that_is_not_there_is_said(string answer, string word)
    {
        _port.Answers["AT+CREG?"] = answer;

        Assert.Contains(word, Modem().Check().Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_message_goes_in_parts_each_after_its_prompt()
    {
        Assert.Null(Modem().Send(Wang, new string('冷', 100)));

        Assert.Equal(2, _port.Messages.Count);
        Assert.Equal(2, _port.Heard.Count(line => line.StartsWith("AT+CMGS=", StringComparison.Ordinal)));
    }

    [Fact] // A phone puts parts together by it: two messages of the same number, one after the other, would be mixed up.
    public void The_number_of_a_long_message_begins_anew_after_255_and_the_next_one_goes_too()
    {
        GsmModem modem = Modem();
        for (int sent = 0; sent < 300; sent++)
        {
            Assert.Null(modem.Send(Wang, new string('冷', 80)));
        }

        int[] numbers = [.. _port.Messages.Where((_, part) => part % 2 == 0).Select(ReferenceOf)];
        Assert.Equal(300, numbers.Length);
        Assert.All(numbers.Zip(numbers.Skip(1)), pair => Assert.Equal((pair.First + 1) % 256, pair.Second));
    }

    [Theory]
    [InlineData("(message)", "+CMS ERROR: 38", "+CMS ERROR: 38")]
    [InlineData("AT+CMGS", "+CMS ERROR: 305", "+CMS ERROR: 305")]
    public void A_message_that_is_refused_is_said_with_the_modems_number_and_not_with_the_phones(string at, string answer, string word)
    {
        _port.Answers[at] = answer;

        string? fault = Modem().Send(Wang, "hello");

        Assert.Contains(word, fault, StringComparison.Ordinal);
        Assert.DoesNotContain(Wang.Digits, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BUSY")]
    [InlineData("NO CARRIER")]
    [InlineData("+CME ERROR: 30")]
    public void A_call_that_nobody_takes_ends_at_once_and_is_hung_up(string answer)
    {
        _port.Answers[$"ATD{Wang.Dialled};"] = answer;

        Modem().Ring(Wang, TimeSpan.FromMinutes(10), CancellationToken.None);

        Assert.Equal("ATH", _port.Heard.Last());
    }

    [Fact]
    public void A_port_that_vanishes_is_said_and_nothing_waits_for_it()
    {
        GsmModem modem = Modem();
        _port.Fault = SerialFault.Gone;

        Assert.NotNull(modem.Send(Wang, "hello"));
        Assert.True(modem.IsGone);
    }

    [Fact]
    public void Messages_are_read_and_deleted_and_noise_between_them_is_passed_over()
    {
        _port.Answers["AT+CMGL=4"] = "+CMGL: 3,0,,29\r\n07917283010010F5040BC87238880900F10000993092516195800AE8329BFD4697D9EC37\r\n"
            + "+CMGL: 9,1,,2\r\nnonsense\r\n\r\nOK";

        SmsDeliver message = Assert.Single(Modem().TakeMessages());

        Assert.Equal("hellohello", message.Text);
        Assert.Equal(["AT+CMGD=3", "AT+CMGD=9"], _port.Heard.Where(line => line.StartsWith("AT+CMGD", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_hundred_thousand_bytes_of_noise_neither_throw_nor_grow()
    {
        Random random = new(20260501);
        GsmModem modem = Modem();
        for (int number = 0; number < 200; number++)
        {
            byte[] noise = new byte[500];
            random.NextBytes(noise);
            _port.Says(System.Text.Encoding.Latin1.GetString(noise));
            modem.Listen(TimeSpan.FromMilliseconds(1));
            _ = modem.Check();
        }

        Assert.False(modem.IsGone);
    }

    public void Dispose() => _port.Dispose();

    private static PhoneNumber Wang => PhoneNumber.TryParse("+8613900001111", out PhoneNumber? number) ? number : throw new InvalidOperationException();

    /// <summary>The octet after the length, the element and its length in the header of a part (23.040, 9.2.3.24.1).</summary>
    private static int ReferenceOf(string hex)
    {
        int header = hex.IndexOf("050003", StringComparison.Ordinal);
        return Convert.ToInt32(hex.Substring(header + 6, 2), 16);
    }

    private GsmModem Modem(GsmOptions? options = null) => new(_port, options ?? Options, TimeProvider.System);
}
