using ColdChain.Agent.Probes.Serial.Elitech;

namespace ColdChain.Agent.Tests.Serial.Elitech;

/// <summary>An RC-4 at the test's end of a pseudo-terminal, on a thread of its own.</summary>
internal sealed class LoggerOnWire : IDisposable
{
    private readonly PseudoTerminal _terminal = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;
    private readonly Lock _lock = new();
    private readonly List<short> _records = [];
    private readonly List<byte[]> _asked = [];

    public LoggerOnWire()
    {
        _thread = new Thread(Serve) { IsBackground = true };
        _thread.Start();
    }

    public string Path => _terminal.Path;

    public DateTime Start { get; set; } = new(2026, 5, 1, 8, 0, 0, DateTimeKind.Unspecified);

    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>What its clock shows.</summary>
    public DateTime Now { get; set; }

    public byte Model { get; set; } = 0x28;

    public byte State { get; set; } = 1;

    public byte Unit { get; set; } = 0x31;

    public int PageSize { get; set; } = 100;

    /// <summary>Makes of a right answer what a bad line makes of it.</summary>
    public volatile Func<byte[], byte[]> Spoil = frame => frame;

    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_lock)
            {
                return [.. _asked.Select(Convert.ToHexString)];
            }
        }
    }

    public void Log(params IEnumerable<short> tenths)
    {
        lock (_lock)
        {
            _records.AddRange(tenths);
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _thread.Join();
        _terminal.Unplug();
        _stopping.Dispose();
    }

    public static byte[] Seal(params byte[] body) => [.. body, (byte)(body.Sum(one => one) % 256)];

    public static byte[] Time(DateTime time) =>
        [(byte)(time.Year >> 8), (byte)(time.Year & 0xFF), (byte)time.Month, (byte)time.Day, (byte)time.Hour, (byte)time.Minute, (byte)time.Second];

    public byte[] Settings()
    {
        byte[] frame = new byte[ElitechFrame.SettingsLength - 1];
        (frame[0], frame[1], frame[3], frame[19]) = (0x55, 2, Model, State);
        (frame[5], frame[6], frame[7]) = ((byte)Interval.Hours, (byte)Interval.Minutes, (byte)Interval.Seconds);
        Time(Now).CopyTo(frame, 31);
        "9900112233"u8.CopyTo(frame.AsSpan(138));
        frame[151] = Unit;
        return Seal(frame);
    }

    private void Serve()
    {
        while (!_stopping.IsCancellationRequested)
        {
            byte[] question = _terminal.Read(TimeSpan.FromMilliseconds(20));
            if (question.Length == 0)
            {
                continue;
            }

            byte[] answer;
            lock (_lock)
            {
                _asked.Add(question);
                answer = Answer(question);
            }

            byte[] frame = Spoil(answer);
            if (frame.Length > 0)
            {
                _terminal.Write(frame);
            }
        }
    }

    private byte[] Answer(byte[] question) => (question[0], question[2]) switch
    {
        (0xCC, 0x0A) => Seal(0x55, 0xA5),
        (0xCC, 0x06) => Settings(),
        (0x33, 0x01) => Seal([0x55, (byte)(_records.Count >> 8), (byte)(_records.Count & 0xFF), .. Time(Start)]),
        (0x33, 0x02) => Seal([0x55, .. _records.Skip(question[3] * PageSize).Take(PageSize).SelectMany(
            tenths => new[] { (byte)((tenths >> 8) & 0xFF), (byte)(tenths & 0xFF) })]),
        (0x33, 0x07) => Seal(0x55, 0xA3),
        _ => [],
    };
}
