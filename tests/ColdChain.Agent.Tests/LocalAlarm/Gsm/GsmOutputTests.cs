using ColdChain.Agent.LocalAlarm;
using ColdChain.Agent.LocalAlarm.Outputs;
using ColdChain.Agent.LocalAlarm.Outputs.Gsm;
using ColdChain.Agent.LocalAlarm.Plans;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Tests.Mqtt;
using ColdChain.Core.Identity;
using ColdChain.Core.Temperatures;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.LocalAlarm.Gsm;

/// <summary>Messages out, answers in, and a modem that comes and goes.</summary>
public sealed class GsmOutputTests : IDisposable
{
    private readonly ScriptedModem _port = new();
    private readonly CollectingLog<GsmOutputTests> _log = new();
    private readonly List<(string Phone, AcknowledgedBy Way)> _answers = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly GsmOutput _output;

    public GsmOutputTests() => _output = new GsmOutput(
        new GsmOptions { Line = new SerialLine("/dev/modem", 115200, SerialParity.None, 1), Ring = TimeSpan.FromSeconds(1) },
        _port,
        (phone, way) =>
        {
            _answers.Add((phone.Dialled, way));
            return phone.Dialled.EndsWith("1111", StringComparison.Ordinal) ? "王芳" : null;
        },
        TimeProvider.System,
        _log);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_contact_gets_a_message_in_their_language_and_a_ring()
    {
        Assert.IsType<OutputOutcome.Done>(await _output.PerformAsync(Call(CallKind.Alarm), Token));

        Assert.Equal(2, _port.Messages.Count);
        Assert.Contains("51B77BB1", _port.Messages[0], StringComparison.Ordinal);
        Assert.Equal(["ATD+8613900001111;", "ATD13700002222;"], _port.Heard.Where(line => line.StartsWith("ATD", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_notice_rings_nobody_and_an_alarm_that_is_over_costs_nothing()
    {
        await _output.PerformAsync(Call(CallKind.Notice), Token);
        await _output.PerformAsync(Call(CallKind.Over), Token);

        Assert.Equal(2, _port.Messages.Count);
        Assert.DoesNotContain(_port.Heard, line => line.StartsWith("ATD", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_those_who_got_none_are_written_to_again()
    {
        _port.Answers["(message)"] = "+CMS ERROR: 500";
        OutputOutcome.Failed failed = Assert.IsType<OutputOutcome.Failed>(await _output.PerformAsync(Call(CallKind.Alarm), Token));

        Assert.Equal(2, failed.Left!.Contacts.Count);
        Assert.DoesNotContain("13900001111", failed.Reason + string.Join('\n', _log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_of_one_letter_from_a_known_phone_takes_the_alarm()
    {
        Task attending = _output.AttendAsync(_ => { }, _stopping.Token);
        _port.Answers["AT+CMGL=4"] = "+CMGL: 1,0,,22\r\n00040D91683109001011F10000625010200400230131\r\n\r\nOK";
        _port.Says("+CMTI: \"SM\",1");

        await Eventually.HoldsAsync(() => _answers.Count > 0, "the reply was taken", Token);
        await EndAsync(attending);
        Assert.Equal(("+8613900001111", AcknowledgedBy.Sms), _answers[0]);
    }

    [Fact]
    public async Task A_call_back_takes_the_alarm_and_is_not_answered()
    {
        Task attending = _output.AttendAsync(_ => { }, _stopping.Token);
        _port.Says("RING\r\n\r\n+CLIP: \"13900001111\",129,\"\",,\"\",0");

        await Eventually.HoldsAsync(() => _answers.Count > 0, "the call was taken", Token);
        await EndAsync(attending);
        Assert.Equal(("13900001111", AcknowledgedBy.Call), _answers[0]);
        Assert.Contains("ATH", _port.Heard);
        Assert.DoesNotContain("ATA", _port.Heard);
    }

    [Fact]
    public async Task A_modem_that_is_unplugged_and_back_works_again_by_itself()
    {
        List<string?> told = [];
        Task attending = _output.AttendAsync(told.Add, _stopping.Token);
        await Eventually.HoldsAsync(() => _output.Signal == 17, "the modem is well", Token);
        _port.Fault = SerialFault.NotFound;
        await Eventually.HoldsAsync(() => told.LastOrDefault() is not null, "its absence is told", Token);
        _port.Fault = null;
        await Eventually.HoldsAsync(() => told.Count > 0 && told[^1] is null, "its return is told", Token);

        Assert.IsType<OutputOutcome.Done>(await _output.PerformAsync(Call(CallKind.Notice), Token));
        await EndAsync(attending);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _output.Dispose();
        _port.Dispose();
    }

    private static OutputCall Call(CallKind kind) => new()
    {
        AlarmId = "gaochuan/fridge-1:warm",
        Kind = kind,
        Unit = StorageUnitId.Parse("gaochuan/fridge-1", null),
        Value = Temperature.FromMilliCelsius(9_500),
        TextZh = "1号冷箱",
        TextEn = "Fridge 1",
        Contacts = [Contact("王芳", "+8613900001111", isEnglish: false), Contact("Liu Wei", "13700002222", isEnglish: true)],
    };

    private static EdgeContact Contact(string name, string phone, bool isEnglish) =>
        new(1, name, PhoneNumber.TryParse(phone, out PhoneNumber? number) ? number : throw new ArgumentException(phone), isEnglish);

    private async Task EndAsync(Task attending)
    {
        await _stopping.CancelAsync();
        await attending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
