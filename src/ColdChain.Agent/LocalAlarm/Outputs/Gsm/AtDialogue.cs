using System.Text;
using ColdChain.Agent.Probes.Serial;

namespace ColdChain.Agent.LocalAlarm.Outputs.Gsm;

/// <summary>Commands and answers over a port, one after the other; what the modem says unasked is kept apart.</summary>
/// <remarks>For one thread. Bounded whatever the other end sends: lines are cut, unasked ones forgotten, time is up.</remarks>
internal sealed class AtDialogue(ISerialPort port, TimeProvider clock)
{
    /// <summary>A PDU of the longest message has 350 letters.</summary>
    private const int LongestLine = 1_024;

    /// <summary>A full SIM of 255 messages has two lines each.</summary>
    private const int MostLines = 600;

    private const int MostUnasked = 64;

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);

    private static readonly string[] Unasked = ["RING", "+CRING", "+CLIP:", "+CMTI:", "+CREG:", "+CUSD:", "^", "Call Ready", "SMS Ready", "+CPIN: READY"];

    private readonly byte[] _bytes = new byte[256];
    private readonly StringBuilder _line = new();
    private readonly Queue<string> _unasked = new();
    private bool _isGone;

    /// <summary>Sends a command and waits for the end of its answer.</summary>
    public AtAnswer Ask(string command, TimeSpan atMost) => Converse(command + "\r", command, atMost);

    /// <summary>The body of a message after its prompt; Ctrl-Z ends it (27.005, 3.5.1).</summary>
    public AtAnswer Finish(string body, TimeSpan atMost) => Converse(body + "\u001A", body, atMost);

    /// <summary>Takes back a prompt.</summary>
    public void Escape() => Converse("\u001B", null, TimeSpan.FromMilliseconds(500));

    /// <summary>Waits for something unasked; null when nothing came, or the port is gone.</summary>
    public string? Listen(TimeSpan atMost)
    {
        long began = clock.GetTimestamp();
        while (_unasked.Count == 0 && !_isGone && clock.GetElapsedTime(began) < atMost)
        {
            foreach (string line in ReadLines())
            {
                Keep(line);
            }
        }

        return _unasked.TryDequeue(out string? said) ? said : null;
    }

    public bool IsGone => _isGone;

    private AtAnswer Converse(string send, string? echo, TimeSpan atMost)
    {
        foreach (string line in ReadLines(TimeSpan.Zero))
        {
            Keep(line);
        }

        _isGone |= port.Write(Encoding.Latin1.GetBytes(send)) is not null;
        List<string> lines = [];
        long began = clock.GetTimestamp();
        while (!_isGone && clock.GetElapsedTime(began) < atMost)
        {
            foreach (string line in ReadLines())
            {
                if (FinalOf(line) is { } final)
                {
                    return new AtAnswer(final, line, lines);
                }

                if (Unasked.Any(start => line.StartsWith(start, StringComparison.Ordinal)) && !IsAnswerTo(echo, line))
                {
                    Keep(line);
                }
                else if (line != echo && lines.Count < MostLines)
                {
                    lines.Add(line);
                }
            }

            if (_line.ToString().Trim() == ">")
            {
                _line.Clear();
                return new AtAnswer(AtResult.Prompt, ">", lines);
            }
        }

        return new AtAnswer(_isGone ? AtResult.Gone : AtResult.Silent, _isGone ? "the port is gone" : $"no answer to {Short(echo)}", lines);
    }

    /// <summary><c>AT+CREG?</c> is answered by <c>+CREG:</c>, which also comes unasked.</summary>
    private static bool IsAnswerTo(string? command, string line) =>
        command is not null && command.StartsWith("AT", StringComparison.Ordinal) && line.IndexOf(':', StringComparison.Ordinal) is > 0 and int colon
        && command.AsSpan(2).StartsWith(line.AsSpan(0, colon));

    /// <summary>A number that is dialled or a PIN is in no reason.</summary>
    private static string Short(string? command) =>
        command is null ? "the modem" : command.StartsWith("ATD", StringComparison.Ordinal) ? "ATD" : command.Split('=')[0];

    private static AtResult? FinalOf(string line) => line switch
    {
        "OK" => AtResult.Ok,
        "ERROR" or "COMMAND NOT SUPPORT" or "TOO MANY PARAMETERS" => AtResult.Refused,
        "BUSY" or "NO CARRIER" or "NO ANSWER" or "NO DIALTONE" => AtResult.CallOver,
        _ when line.StartsWith("+CME ERROR", StringComparison.Ordinal) || line.StartsWith("+CMS ERROR", StringComparison.Ordinal) => AtResult.Refused,
        _ => null,
    };

    private void Keep(string line)
    {
        if (_unasked.Count < MostUnasked)
        {
            _unasked.Enqueue(line);
        }
    }

    private List<string> ReadLines() => ReadLines(Slice);

    private List<string> ReadLines(TimeSpan atMost)
    {
        List<string> lines = [];
        SerialRead read = port.Read(_bytes, atMost);
        _isGone |= read.Fault is not null;
        foreach (byte letter in _bytes.AsSpan(0, read.Bytes))
        {
            if (letter is (byte)'\r' or (byte)'\n')
            {
                if (_line.Length > 0)
                {
                    lines.Add(_line.ToString().Trim());
                    _line.Clear();
                }
            }
            else if (_line.Length < LongestLine && letter is >= 0x20 and < 0x7F)
            {
                _line.Append((char)letter);
            }
        }

        return lines;
    }
}
