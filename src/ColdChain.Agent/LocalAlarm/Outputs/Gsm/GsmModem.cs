using System.Globalization;
using ColdChain.Agent.Probes.Serial;

namespace ColdChain.Agent.LocalAlarm.Outputs.Gsm;

/// <summary>An open modem: sets it up, looks after its network, writes, rings, and hears answers. For one thread.</summary>
/// <remarks>
/// Commands of 3GPP TS 27.005 (messages, in PDU mode: text mode cannot carry Chinese on every modem) and 27.007. A fault is a
/// reason in words that say what to do; a port that is gone is told by <see cref="IsGone"/>.
/// </remarks>
internal sealed class GsmModem(ISerialPort port, GsmOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(5);

    /// <summary>A network may take its time; 27.005 modems answer within a minute.</summary>
    private static readonly TimeSpan Sending = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan EnteringPin = TimeSpan.FromSeconds(20);

    private readonly AtDialogue _dialogue = new(port, clock);
    private byte _reference = (byte)(clock.GetTimestamp() & 0xFF);

    public bool IsGone => _dialogue.IsGone;

    /// <summary>Sets it up; the reason when it is no modem or its SIM does not let us in.</summary>
    public string? Begin()
    {
        _dialogue.Escape(); // Out of a message that a crash left half written.
        if (_dialogue.Ask("ATZ", Quick).Result != AtResult.Ok && _dialogue.Ask("ATZ", Quick).Result != AtResult.Ok)
        {
            return "no modem answers: are port and speed right, and is it powered?";
        }

        _dialogue.Ask("ATE0", Quick);
        _dialogue.Ask("AT+CMEE=1", Quick);
        if (SimTrouble() is { } trouble)
        {
            return trouble;
        }

        AtAnswer mode = _dialogue.Ask("AT+CMGF=0", Quick);
        if (mode.Result != AtResult.Ok)
        {
            return $"the modem does not take messages as PDUs ({mode.Detail})";
        }

        _dialogue.Ask("AT+CNMI=2,1", Quick);
        _dialogue.Ask("AT+CLIP=1", Quick);
        return null;
    }

    /// <summary>Network and signal; a reason when no message could be sent now.</summary>
    public GsmHealth Check()
    {
        if (_dialogue.Ask("AT+CPIN?", Quick) is { Result: not AtResult.Ok } sim)
        {
            return new GsmHealth($"the SIM does not answer ({sim.Detail}): is it in its slot?", null);
        }

        string? state = _dialogue.Ask("AT+CREG?", Quick).After("+CREG:")?.Split(',') is [_, string stat, ..] ? stat.Trim() : null;
        int? signal = _dialogue.Ask("AT+CSQ", Quick).After("+CSQ:")?.Split(',')[0] is { } text
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int rssi) && rssi <= 31 ? rssi : null;
        string? trouble = state switch
        {
            "1" or "5" => null,
            "3" => "the network refuses the SIM: is it activated and paid for?",
            "0" or "2" => "the modem finds no network: look at the antenna",
            _ => "the modem does not say whether it has a network",
        };
        return new GsmHealth(trouble, signal);
    }

    /// <summary>Null when the network has taken all parts.</summary>
    public string? Send(PhoneNumber to, string text)
    {
        _reference = unchecked((byte)(_reference + 1)); // Of one octet (23.040, 9.2.3.24.1): it begins anew.
        foreach (SmsPdu pdu in SmsSubmit.Write(to, text, _reference))
        {
            AtAnswer prompt = _dialogue.Ask(string.Create(CultureInfo.InvariantCulture, $"AT+CMGS={pdu.Length}"), Quick);
            if (prompt.Result != AtResult.Prompt)
            {
                _dialogue.Escape();
                return $"the modem does not take a message for {to} ({prompt.Detail})";
            }

            AtAnswer sent = _dialogue.Finish(pdu.Hex, Sending);
            if (sent.Result != AtResult.Ok)
            {
                return $"the message for {to} was not sent ({sent.Detail})";
            }
        }

        return null;
    }

    /// <summary>Rings until the time is over, the call is refused or answered and over; or the token ends it.</summary>
    public void Ring(PhoneNumber number, TimeSpan time, CancellationToken cancellationToken)
    {
        AtAnswer dialled = _dialogue.Ask($"ATD{number.Dialled};", Quick);
        long began = clock.GetTimestamp();
        bool isOver = dialled.Result is AtResult.Refused or AtResult.CallOver or AtResult.Gone;
        while (!isOver && !cancellationToken.IsCancellationRequested && clock.GetElapsedTime(began) < time)
        {
            AtAnswer call = _dialogue.Ask("AT+CLCC", Quick);
            isOver = call.Result is AtResult.CallOver or AtResult.Gone || (call.Result == AtResult.Ok && call.After("+CLCC:") is null);
            _dialogue.Listen(TimeSpan.FromSeconds(1));
        }

        _dialogue.Ask("ATH", Quick);
    }

    /// <summary>What came in; each is deleted once it was read, so that the SIM never fills up.</summary>
    public IReadOnlyList<SmsDeliver> TakeMessages()
    {
        List<SmsDeliver> messages = [];
        IReadOnlyList<string> lines = _dialogue.Ask("AT+CMGL=4", Sending).Lines;
        for (int at = 0; at + 1 < lines.Count; at++)
        {
            if (lines[at].StartsWith("+CMGL:", StringComparison.Ordinal)
                && int.TryParse(lines[at][6..].Split(',')[0], CultureInfo.InvariantCulture, out int place))
            {
                if (SmsDeliver.Read(lines[at + 1]) is { } message)
                {
                    messages.Add(message);
                }

                _dialogue.Ask(string.Create(CultureInfo.InvariantCulture, $"AT+CMGD={place}"), Quick);
            }
        }

        return messages;
    }

    /// <summary>What the modem says by itself; null when nothing within the time.</summary>
    public string? Listen(TimeSpan atMost) => _dialogue.Listen(atMost);

    public void HangUp() => _dialogue.Ask("ATH", Quick);

    /// <summary><c>AT+CPIN?</c>, and the PIN where it is asked for and the SIM can bear a mistake.</summary>
    private string? SimTrouble()
    {
        AtAnswer asked = _dialogue.Ask("AT+CPIN?", Quick);
        string? state = asked.After("+CPIN:");
        if (state == "READY")
        {
            return null;
        }

        if (state != "SIM PIN")
        {
            return state == "SIM PUK"
                ? "the SIM is blocked: put it into a phone and enter the PUK"
                : $"the SIM does not answer ({state ?? asked.Detail}): is it in its slot?";
        }

        if (options.Pin is not { } pin)
        {
            return "the SIM is locked: give gsm.pin, or take its PIN away in a phone";
        }

        // Entered once for each time that the modem is opened, and never the last attempt: a third mistake blocks the SIM.
        if (_dialogue.Ask("AT+CPINR=\"SIM PIN\"", Quick).After("+CPINR:")?.Split(',') is [_, string left, ..]
            && int.TryParse(left, CultureInfo.InvariantCulture, out int attempts) && attempts < 2)
        {
            return "the SIM has one attempt left and is not tried again: enter the PIN in a phone";
        }

        return _dialogue.Ask($"AT+CPIN=\"{pin}\"", EnteringPin).Result == AtResult.Ok
            ? null
            : WrongPin;
    }

    /// <summary>Who reads this stops trying: the next mistake may be the last.</summary>
    public const string WrongPin = "the SIM refuses gsm.pin: it is not tried again before the agent is started anew";
}
