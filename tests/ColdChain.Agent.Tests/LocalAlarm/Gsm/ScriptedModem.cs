using System.Collections.Concurrent;
using System.Text;
using ColdChain.Agent.Probes.Serial;

namespace ColdChain.Agent.Tests.LocalAlarm.Gsm;

/// <summary>A modem that answers by a table of the test, at once.</summary>
internal sealed class ScriptedModem : ISerialPort, ISerialPorts
{
    private readonly Queue<byte> _toRead = new();
    private readonly StringBuilder _command = new();
    private readonly Lock _lock = new();

    public ConcurrentDictionary<string, string> Answers { get; } = new(StringComparer.Ordinal)
    {
        ["AT+CPIN?"] = "+CPIN: READY\r\n\r\nOK",
        ["AT+CREG?"] = "+CREG: 0,1\r\n\r\nOK",
        ["AT+CSQ"] = "+CSQ: 17,99\r\n\r\nOK",
        ["AT+CLCC"] = "OK",
    };

    public ConcurrentQueue<string> Heard { get; } = new();

    public bool Echoes { get; set; }

    public SerialFault? Fault { get; set; }

    public int Openings { get; private set; }

    /// <summary>The bodies of messages, as they came after the prompt.</summary>
    public IReadOnlyList<string> Messages => [.. Heard.Where(line => line.StartsWith("00", StringComparison.Ordinal))];

    public SerialOpening Open(SerialLine line)
    {
        Openings++;
        return Fault is { } fault ? new SerialOpening.Refused(fault) : new SerialOpening.Opened(this);
    }

    public void Says(string unasked) => Enqueue($"\r\n{unasked}\r\n");

    public SerialFault? Write(ReadOnlySpan<byte> bytes)
    {
        foreach (byte letter in bytes)
        {
            if (letter is (byte)'\r' or 0x1A)
            {
                Take(_command.ToString(), isMessage: letter == 0x1A);
                _command.Clear();
            }
            else if (letter == 0x1B)
            {
                _command.Clear();
            }
            else
            {
                _command.Append((char)letter);
            }
        }

        return Fault;
    }

    public SerialRead Read(Span<byte> into, TimeSpan atMost)
    {
        if (Fault is { } fault)
        {
            return SerialRead.Failed(fault);
        }

        lock (_lock)
        {
            int count = 0;
            while (count < into.Length && _toRead.TryDequeue(out byte letter))
            {
                into[count++] = letter;
            }

            return SerialRead.Of(count);
        }
    }

    public void Dispose()
    {
    }

    private void Take(string command, bool isMessage)
    {
        Heard.Enqueue(command);
        if (Echoes)
        {
            Enqueue(command + "\r");
        }

        string key = isMessage ? "(message)" : command.StartsWith("AT+CMGS=", StringComparison.Ordinal) ? "AT+CMGS" : command;
        Enqueue(Answers.TryGetValue(key, out string? answer) ? $"\r\n{answer}\r\n"
            : key == "AT+CMGS" ? "\r\n> "
            : isMessage ? "\r\n+CMGS: 12\r\n\r\nOK\r\n"
            : "\r\nOK\r\n");
    }

    private void Enqueue(string text)
    {
        lock (_lock)
        {
            foreach (byte letter in Encoding.Latin1.GetBytes(text))
            {
                _toRead.Enqueue(letter);
            }
        }
    }
}
