using System.Globalization;

namespace FirmwareSim.Modem;

/// <summary>Answers one command line as a modem does (ITU-T V.250, 3GPP TS 27.005 and 27.007).</summary>
/// <param name="state">Changed by the commands.</param>
/// <param name="tell">For whoever watches: what was sent, rung, hung up.</param>
internal sealed class AtInterpreter(ModemState state, Action<string> tell)
{
    private const string Ok = "\r\nOK\r\n";
    private const string Error = "\r\nERROR\r\n";
    private const string SimBusy = "\r\n+CME ERROR: 11\r\n";

    private int _reference;

    /// <summary>The answer to a command, echo apart.</summary>
    public string Answer(string line)
    {
        string command = line.Trim().ToUpperInvariant();
        return command switch
        {
            "" => string.Empty,
            "AT" or "ATZ" or "AT+CMEE=1" => Ok,
            "ATE0" => Set(() => state.Echoes = false),
            "ATE1" => Set(() => state.Echoes = true),
            "ATH" => HangUp(),
            "AT+CPIN?" => state.Sim == "NONE" ? "\r\n+CME ERROR: 10\r\n" : $"\r\n+CPIN: {state.Sim}\r\n" + Ok,
            "AT+CPINR=\"SIM PIN\"" => string.Create(CultureInfo.InvariantCulture, $"\r\n+CPINR: SIM PIN,{state.PinAttempts},3\r\n") + Ok,
            "AT+CSQ" => string.Create(CultureInfo.InvariantCulture, $"\r\n+CSQ: {state.Signal},99\r\n") + Ok,
            "AT+CREG?" => string.Create(CultureInfo.InvariantCulture, $"\r\n+CREG: 0,{state.Registered}\r\n") + Ok,
            _ when command.StartsWith("AT+CPIN=", StringComparison.Ordinal) => EnterPin(command[8..].Trim('"')),
            _ when !state.MayBeUsed => SimBusy,
            "AT+CMGF=0" => Set(() => state.IsPduMode = true),
            "AT+CNMI=2,1" => Set(() => state.TellsOfMessages = true),
            "AT+CLIP=1" => Set(() => state.ShowsCaller = true),
            "AT+CLCC" => (state.Dialled is { } number ? $"\r\n+CLCC: 1,0,3,0,0,\"{number}\",145\r\n" : string.Empty) + Ok,
            "AT+CMGL=4" => List(),
            _ when command.StartsWith("AT+CMGS=", StringComparison.Ordinal) => Prompt(command[8..]),
            _ when command.StartsWith("AT+CMGD=", StringComparison.Ordinal) => Delete(command[8..]),
            _ when command.StartsWith("ATD", StringComparison.Ordinal) && command.EndsWith(';') => Dial(command[3..^1]),
            _ => Error,
        };
    }

    /// <summary>What followed the prompt, up to Ctrl-Z.</summary>
    public string Message(string body)
    {
        int announced = state.Writing ?? 0;
        state.Writing = null;
        if (state.RefuseCount > 0)
        {
            state.RefuseCount--;
            tell($"refused {state.RefuseCode}");
            return string.Create(CultureInfo.InvariantCulture, $"\r\n+CMS ERROR: {state.RefuseCode}\r\n");
        }

        if (PduText.ReadSubmit(body.Trim(), announced, out string reason) is not { } message)
        {
            tell($"broken {reason}");
            return "\r\n+CMS ERROR: 304\r\n";
        }

        tell($"sent {message.Number}{message.Part} {message.Text}");
        return string.Create(CultureInfo.InvariantCulture, $"\r\n+CMGS: {++_reference & 0xFF}\r\n") + Ok;
    }

    private static string Set(Action change)
    {
        change();
        return Ok;
    }

    private string EnterPin(string pin)
    {
        if (state.Sim != "SIM PIN")
        {
            return Error;
        }

        if (pin == state.Pin)
        {
            (state.Sim, state.PinAttempts) = ("READY", 3);
            return Ok;
        }

        state.PinAttempts--;
        state.Sim = state.PinAttempts > 0 ? state.Sim : "SIM PUK";
        tell("wrong-pin");
        return "\r\n+CME ERROR: 16\r\n";
    }

    private string Prompt(string length)
    {
        if (!state.IsPduMode || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out int octets))
        {
            return "\r\n+CMS ERROR: 305\r\n";
        }

        if (state.Registered is not (1 or 5))
        {
            return "\r\n+CMS ERROR: 331\r\n";
        }

        state.Writing = octets;
        return "\r\n> ";
    }

    private string Dial(string number)
    {
        if (state.Registered is not (1 or 5))
        {
            return "\r\nNO CARRIER\r\n";
        }

        tell($"dialled {number}");
        state.Dialled = number;
        return Ok;
    }

    private string HangUp()
    {
        if (state.Dialled is not null)
        {
            tell("hung-up");
        }

        state.Dialled = null;
        return Ok;
    }

    private string List() => string.Concat(state.Stored.Select(one => string.Create(
        CultureInfo.InvariantCulture, $"\r\n+CMGL: {one.Key},0,,{(one.Value.Length / 2) - 1}\r\n{one.Value}\r\n"))) + Ok;

    private string Delete(string place) =>
        int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && state.Stored.Remove(index) ? Ok : "\r\n+CMS ERROR: 321\r\n";
}
