using ColdChain.Agent.LocalAlarm.Plans;
using ColdChain.Agent.Probes.Serial;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.LocalAlarm.Outputs.Gsm;

/// <summary>Writes to the contacts and rings them; a reply "1" or a call back from a known number takes the alarm.</summary>
/// <remarks>
/// One thread at a time has the modem: a call of an alarm waits until the listening between calls has ended its second. The
/// port is opened anew whenever it is gone, so a modem that is unplugged and back works again by itself.
/// </remarks>
internal sealed class GsmOutput(
    GsmOptions options, ISerialPorts ports, Func<PhoneNumber, AcknowledgedBy, string?> acknowledge, TimeProvider clock, ILogger log) : ILocalOutput, IDisposable
{
    private const int MostContacts = 10;

    private static readonly TimeSpan HealthEvery = TimeSpan.FromMinutes(1);

    /// <summary>A modem that tells of a new message is asked at once; others by and by.</summary>
    private static readonly TimeSpan MessagesEvery = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Attending = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private ISerialPort? _port;
    private GsmModem? _modem;
    private bool _isPinWrong;
    private long? _checkedAt;
    private long? _readAt;

    public string Name => "gsm";

    /// <summary>Ten contacts, a minute for each message and one for ringing.</summary>
    public TimeSpan LongestAttempt => TimeSpan.FromMinutes(2 * MostContacts);

    public bool IsLevel => false;

    /// <summary>0 to 31 (<see cref="GsmHealth"/>); null when not known.</summary>
    public int? Signal { get; private set; }

    public Task<OutputOutcome> PerformAsync(OutputCall call, CancellationToken cancellationToken) =>
        call.IsLoud && call.Contacts.Count > 0
            ? InTurnAsync(() => Tell(call, cancellationToken), cancellationToken)
            : Task.FromResult<OutputOutcome>(OutputOutcome.Done.It);

    public async Task AttendAsync(Action<string?> tell, CancellationToken cancellationToken)
    {
        bool isWell = true;
        while (!cancellationToken.IsCancellationRequested)
        {
            string? trouble = await InTurnAsync(Attend, cancellationToken);
            if (trouble is not null || !isWell)
            {
                tell(trouble);
            }

            isWell = trouble is null;
            await Task.Delay(isWell ? Attending : 5 * Attending, clock, cancellationToken);
        }
    }

    public void Dispose()
    {
        Close();
        _turn.Dispose();
    }

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // The port blocks: a thread of its own, not one of the few that MQTT and HTTP share.
            return await Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _turn.Release();
        }
    }

    private OutputOutcome Tell(OutputCall call, CancellationToken cancellationToken)
    {
        if (Open() is { } trouble)
        {
            return new OutputOutcome.Failed(trouble);
        }

        List<EdgeContact> left = [];
        string? reason = null;
        foreach (EdgeContact contact in call.Contacts.Take(MostContacts))
        {
            string? fault = _modem!.Send(contact.Phone, contact.IsEnglish ? call.TextEn : call.TextZh);
            if (fault is not null)
            {
                reason ??= fault;
                left.Add(contact);
            }
            else
            {
                log.LogInformation("A message for {Alarm} was sent to {Phone}", call.AlarmId, contact.Phone);
            }
        }

        foreach (EdgeContact contact in call.Kind == CallKind.Alarm && options.Ring > TimeSpan.Zero ? call.Contacts.Take(MostContacts).Except(left) : [])
        {
            _modem!.Ring(contact.Phone, options.Ring, cancellationToken);
        }

        CloseWhenGone();
        return reason is null ? OutputOutcome.Done.It : new OutputOutcome.Failed(reason, call with { Contacts = left });
    }

    /// <summary>A second of listening, and what is due by the clock. The trouble that it is in, or null.</summary>
    private string? Attend()
    {
        string? trouble = Open();
        if (trouble is not null)
        {
            return trouble;
        }

        bool hasMail = Hear(_modem!.Listen(Attending));
        if (hasMail || IsDue(_readAt, MessagesEvery))
        {
            _readAt = clock.GetTimestamp();
            foreach (SmsDeliver message in _modem.TakeMessages())
            {
                Answer(message);
            }
        }

        if (IsDue(_checkedAt, HealthEvery))
        {
            GsmHealth health = _modem.Check();
            (Signal, _checkedAt) = (health.Signal, health.Trouble is null ? clock.GetTimestamp() : null);
            trouble = health.Trouble;
        }

        return CloseWhenGone() ?? trouble;
    }

    /// <summary>True when a message waits.</summary>
    private bool Hear(string? said)
    {
        const string Caller = "+CLIP: \"";
        if (said?.StartsWith(Caller, StringComparison.Ordinal) == true
            && PhoneNumber.TryParse(said[Caller.Length..].Split('"')[0], out PhoneNumber? caller))
        {
            _modem!.HangUp();
            Acknowledge(caller, AcknowledgedBy.Call);
        }

        return said?.StartsWith("+CMTI:", StringComparison.Ordinal) == true;
    }

    private void Answer(SmsDeliver message)
    {
        string text = message.Text.Trim().TrimEnd('.', '。', '!', '！');
        if (message.From is not null && text is "1" or "１" or "确认" or "OK" or "ok" or "Ok")
        {
            Acknowledge(message.From, AcknowledgedBy.Sms);
        }
        else
        {
            log.LogInformation("A message of {Length} letters from {Phone} means nothing here and was deleted", message.Text.Length, message.From?.ToString() ?? "somebody without a number");
        }
    }

    private void Acknowledge(PhoneNumber phone, AcknowledgedBy way)
    {
        bool isKnown = acknowledge(phone, way) is not null;
        log.LogInformation("{Way} from {Phone}: {What}", way, phone, isKnown ? "the alarm is taken" : "no standing alarm is told to this number");
    }

    private string? Open()
    {
        if (_modem is not null)
        {
            return null;
        }

        if (_isPinWrong)
        {
            return GsmModem.WrongPin;
        }

        SerialOpening opening = ports.Open(options.Line);
        if (opening is not SerialOpening.Opened opened)
        {
            return SerialFaultText.Explain(((SerialOpening.Refused)opening).Fault, options.Line.Path);
        }

        (_port, _modem) = (opened.Port, new GsmModem(opened.Port, options, clock));
        (_checkedAt, _readAt) = (null, null);
        if (_modem.Begin() is not { } trouble)
        {
            return null;
        }

        _isPinWrong = trouble == GsmModem.WrongPin;
        Close();
        return trouble;
    }

    private string? CloseWhenGone()
    {
        if (_modem?.IsGone != true)
        {
            return null;
        }

        Close();
        return SerialFaultText.Explain(SerialFault.Gone, options.Line.Path);
    }

    private void Close()
    {
        _port?.Dispose();
        (_port, _modem) = (null, null);
    }

    private bool IsDue(long? last, TimeSpan every) => last is not { } at || clock.GetElapsedTime(at) >= every;
}
