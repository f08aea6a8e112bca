using System.Globalization;
using System.Text;
using FirmwareSim.Modbus;

namespace FirmwareSim.Modem;

/// <summary>A GSM modem on a pseudo-terminal: hears commands, and lets its script happen to it.</summary>
/// <remarks>Runs on the thread that calls <see cref="Run"/>; that thread alone touches the port.</remarks>
internal sealed class GsmModem(string path, ModemState state, ModemScript script, Action<string> tell, TimeProvider clock)
{
    private const int IdleMilliseconds = 50;

    private static readonly TimeSpan Ringing = TimeSpan.FromSeconds(6);

    private readonly AtInterpreter _interpreter = new(state, tell);
    private readonly StringBuilder _line = new();
    private readonly byte[] _bytes = new byte[512];
    private TimeSpan _awayFor;
    private TimeSpan _muteFor;
    private long _since = clock.GetTimestamp();
    private long _dialledAt;
    private int _places;

    public void Run(PseudoTerminal port, CancellationToken cancellationToken)
    {
        PseudoTerminal? open = port;
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (string line in script.TakeNew())
            {
                Happen(open, line);
            }

            if (_awayFor > clock.GetElapsedTime(_since))
            {
                open = Unplug(open);
                Task.Delay(TimeSpan.FromMilliseconds(IdleMilliseconds), clock, CancellationToken.None).Wait(CancellationToken.None);
                continue;
            }

            if (open is null)
            {
                open = PseudoTerminal.Open(path);
                tell("plugged");
            }

            Listen(open);
        }

        open?.Dispose();
    }

    private PseudoTerminal? Unplug(PseudoTerminal? open)
    {
        if (open is not null)
        {
            open.Dispose();
            (state.Echoes, state.IsPduMode, state.Writing, state.Dialled) = (true, false, null, null);
            tell("unplugged");
        }

        return null;
    }

    private void Listen(PseudoTerminal port)
    {
        int count = port.Read(_bytes, IdleMilliseconds);
        if (count == 0)
        {
            port.AllowOthers();
        }

        bool isMute = _muteFor > clock.GetElapsedTime(_since);
        foreach (byte letter in _bytes.AsSpan(0, count))
        {
            Hear(isMute ? null : port, letter);
        }

        if (state.Dialled is not null && clock.GetElapsedTime(_dialledAt) > Ringing)
        {
            state.Dialled = null;
            Say(port, $"\r\n{state.CallEnd}\r\n");
        }
    }

    private void Hear(PseudoTerminal? port, byte letter)
    {
        const byte Escape = 0x1B, CtrlZ = 0x1A;
        if (state.Echoes && state.Writing is null && letter is not (Escape or CtrlZ))
        {
            Say(port, ((char)letter).ToString());
        }

        if (letter == Escape)
        {
            _line.Clear();
            state.Writing = null;
        }
        else if (state.Writing is not null ? letter == CtrlZ : letter == (byte)'\r')
        {
            string line = _line.ToString();
            _line.Clear();
            string? before = state.Dialled;
            Say(port, state.Writing is not null ? _interpreter.Message(line) : _interpreter.Answer(line));
            _dialledAt = state.Dialled is not null && before is null ? clock.GetTimestamp() : _dialledAt;
        }
        else if (letter is not ((byte)'\n' or CtrlZ) && _line.Length < 1_000)
        {
            _line.Append((char)letter);
        }
    }

    private void Happen(PseudoTerminal? port, string line)
    {
        (string word, string rest) = ModemScript.Split(line);
        (string first, string further) = ModemScript.Split(rest);
        tell($"happens {word}");
        switch (word)
        {
            case "sms":
                state.Stored[++_places] = PduText.WriteDeliver(first, further);
                Say(state.TellsOfMessages ? port : null, string.Create(CultureInfo.InvariantCulture, $"\r\n+CMTI: \"SM\",{_places}\r\n"));
                break;
            case "call":
                Say(port, "\r\nRING\r\n" + (state.ShowsCaller ? $"\r\n+CLIP: \"{first}\",{(first.StartsWith('+') ? 145 : 129)},\"\",,\"\",0\r\n" : string.Empty));
                break;
            case "registered":
                state.Registered = ModemScript.Whole(first, state.Registered);
                break;
            case "signal":
                state.Signal = ModemScript.Whole(first, state.Signal);
                break;
            case "sim":
                state.Sim = rest;
                break;
            case "refuse":
                (state.RefuseCode, state.RefuseCount) = (ModemScript.Whole(first, 500), ModemScript.Whole(further, 1));
                break;
            case "answer":
                state.CallEnd = rest;
                break;
            case "mute" or "unplug":
                TimeSpan time = TimeSpan.FromSeconds(ModemScript.Whole(first, 1));
                (_since, _awayFor, _muteFor) = (clock.GetTimestamp(), word == "unplug" ? time : TimeSpan.Zero, word == "mute" ? time : TimeSpan.Zero);
                break;
            default:
                tell($"not-understood {line}");
                break;
        }
    }

    private static void Say(PseudoTerminal? port, string text) => port?.TryWrite(Encoding.Latin1.GetBytes(text));
}
