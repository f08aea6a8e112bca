using ColdChain.Agent.Probes.Serial.Modbus;

namespace ColdChain.Agent.Tests.Serial.Faults;

/// <summary>
/// Two transmitters behind a name that stays while the adapter's number changes: slave 1 with one temperature, slave 2 a
/// board whose probes 1 and 2 are asked together. About every second answer is spoilt; what was truly said is on record.
/// </summary>
internal sealed class FaultyBus : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly List<SaidValue> _said = [];
    private readonly List<(byte Slave, int Question, DateTimeOffset At)> _asked = [];
    private readonly Dictionary<LineFaultKind, int> _done = [];
    private readonly Dictionary<byte, ushort[]> _last = [];
    private readonly Queue<LineFaultKind> _faults;
    private readonly ManualResetEventSlim _stopping = new();
    private readonly Random _random;
    private readonly string _name;
    private readonly Thread _thread;
    private PseudoTerminal _terminal = new();
    private short _next = -300;

    /// <param name="name">The stable name: a link that moves.</param>
    public FaultyBus(string name, IEnumerable<LineFaultKind> faults, Random random)
    {
        _name = name;
        _faults = new Queue<LineFaultKind>(faults);
        _random = random;
        File.CreateSymbolicLink(name, _terminal.Path);
        _thread = new Thread(Serve) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Every fault of the plan has been on the line.</summary>
    public bool IsThrough
    {
        get
        {
            lock (_lock)
            {
                return _faults.Count == 0;
            }
        }
    }

    public IReadOnlyList<SaidValue> Said => Copy(_said);

    public IReadOnlyList<(byte Slave, int Question, DateTimeOffset At)> Asked => Copy(_asked);

    public IReadOnlyDictionary<LineFaultKind, int> Done
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<LineFaultKind, int>(_done);
            }
        }
    }

    public void Dispose()
    {
        _stopping.Set();
        _thread.Join();
        _terminal.Unplug();
        _stopping.Dispose();
    }

    private IReadOnlyList<T> Copy<T>(List<T> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }

    private void Serve()
    {
        List<byte> line = [];
        while (!_stopping.IsSet)
        {
            line.AddRange(_terminal.Read(Look));
            while (line.Count >= ModbusRequest.FrameLength)
            {
                byte[] question = [.. line.Take(ModbusRequest.FrameLength)];
                line.RemoveRange(0, ModbusRequest.FrameLength);
                if (!Answer(question))
                {
                    line.Clear();
                }
            }
        }
    }

    /// <returns>False when what else has come is not to be heard.</returns>
    private bool Answer(byte[] question)
    {
        byte slave = question[0];
        int number;
        LineFaultKind? fault = null;
        lock (_lock)
        {
            number = Note(slave);

            // A first answer is needed before a value can be stuck.
            if (_random.Next(2) == 0 && _last.ContainsKey(slave) && _faults.TryDequeue(out LineFaultKind next))
            {
                fault = next;
            }
        }

        ushort[] values = fault == LineFaultKind.Stuck ? _last[slave] : [.. Enumerable.Range(0, question[5]).Select(_ => Next())];
        _last[slave] = values;
        bool goesOn = Send(Frames.Answer(slave, question[1], values), fault, () => Say(slave, number, values));
        if (fault is { } done)
        {
            lock (_lock)
            {
                _done[done] = _done.GetValueOrDefault(done) + 1;
            }
        }

        return goesOn;
    }

    /// <summary>Counts a question.</summary>
    private int Note(byte slave)
    {
        lock (_lock)
        {
            int number = _asked.Count(asked => asked.Slave == slave) + 1;
            _asked.Add((slave, number, TimeProvider.System.GetUtcNow()));
            return number;
        }
    }

    private ushort Next()
    {
        _next = _next == 500 ? (short)-300 : (short)(_next + 1);
        return unchecked((ushort)_next);
    }

    /// <summary>On record before it is on the line: nobody can have heard it earlier.</summary>
    private void Say(byte slave, int question, ushort[] values)
    {
        lock (_lock)
        {
            _said.AddRange(values.Select((value, index) =>
                new SaidValue($"bus/slave-{slave}/{index + 1}", unchecked((short)value) * 100, slave, question)));
        }
    }

    private bool Send(byte[] frame, LineFaultKind? fault, Action say)
    {
        switch (fault)
        {
            case null or LineFaultKind.Stuck:
                say();
                _terminal.Write(frame);
                return true;
            case LineFaultKind.Split:
                say();
                int cut = _random.Next(1, frame.Length);
                _terminal.Write(frame.AsSpan(0, cut));
                Wait(_random.Next(1, 30));
                _terminal.Write(frame.AsSpan(cut));
                return true;
            case LineFaultKind.OtherSlave:
                say();
                _terminal.Write([.. Frames.Answer(9, frame[1], 215), .. frame]);
                return true;
            case LineFaultKind.UnaskedText:
                say();
                _terminal.Write([.. "TC:0.0,HC:0.0,BR:9600,HZ:1\r\n"u8, .. frame]);
                return true;
            case LineFaultKind.Late:
                Wait(_random.Next(2) == 0 ? _random.Next(170, 300) : _random.Next(310, 390));

                // A transmitter that is still busy hears nothing; that it was asked meanwhile belongs to the record.
                foreach (byte[] missed in _terminal.Read(TimeSpan.Zero).Chunk(ModbusRequest.FrameLength))
                {
                    Note(missed[0]);
                }

                say();
                _terminal.Write(frame);
                return false;
            case LineFaultKind.Unplug or LineFaultKind.UnplugInAnswer:
                MoveTo(fault == LineFaultKind.Unplug ? [] : frame[..(frame.Length / 2)]);
                return false;
            default:
                _terminal.Write(Spoil(frame, fault.Value));
                return true;
        }
    }

    private byte[] Spoil(byte[] frame, LineFaultKind fault)
    {
        byte[] spoilt = [.. frame];
        switch (fault)
        {
            case LineFaultKind.Noise:
                spoilt[_random.Next(spoilt.Length)] ^= (byte)(1 << _random.Next(8));
                return [.. Garbage(_random.Next(5)), .. spoilt, .. Garbage(_random.Next(5))];
            case LineFaultKind.WrongCrc:
                spoilt[^1] ^= (byte)_random.Next(1, 256);
                return spoilt;
            case LineFaultKind.Partial:
                return spoilt[.._random.Next(1, spoilt.Length)];
            case LineFaultKind.Exception:
                return Frames.Exception(frame[0], frame[1], 4);
            case LineFaultKind.WrongBaud:
                return Garbage(_random.Next(2) == 0 ? 1 : 10 * frame.Length);
            default:
                return [];
        }
    }

    private byte[] Garbage(int length)
    {
        byte[] bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }

    private void MoveTo(byte[] lastWords)
    {
        if (lastWords.Length > 0)
        {
            _terminal.Write(lastWords);
        }

        // Made before the old one is gone, so that it has another number.
        PseudoTerminal next = new();
        File.Delete(_name);
        _terminal.Unplug();
        Wait(_random.Next(5, 60));
        _terminal = next;
        File.CreateSymbolicLink(_name, next.Path);
    }

    private void Wait(int milliseconds) => _stopping.Wait(milliseconds);
}
