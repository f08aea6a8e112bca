using ColdChain.Agent.Probes.Serial.Modbus;

namespace ColdChain.Agent.Tests.Serial;

/// <summary>Transmitters at the test's end of a pseudo-terminal: each question is answered as the test says, on a thread of its own.</summary>
internal sealed class SlaveOnWire : IDisposable
{
    private readonly PseudoTerminal _terminal = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;
    private int _questions;

    /// <param name="answer">What goes onto the line for a question (its eight bytes); empty for silence.</param>
    public SlaveOnWire(Func<byte[], byte[]> answer)
    {
        Answer = answer;
        _thread = new Thread(Serve) { IsBackground = true };
        _thread.Start();
    }

    public volatile Func<byte[], byte[]> Answer;

    public string Path => _terminal.Path;

    public int Questions => Volatile.Read(ref _questions);

    /// <summary>A transmitter whose every register holds the same value.</summary>
    public static Func<byte[], byte[]> Always(ushort value) => question => Frames.Answer(question[0], question[1], value);

    public void Unplug()
    {
        _stopping.Cancel();
        _thread.Join();
        _terminal.Unplug();
    }

    public void Dispose()
    {
        Unplug();
        _stopping.Dispose();
    }

    private void Serve()
    {
        List<byte> line = [];
        while (!_stopping.IsCancellationRequested)
        {
            line.AddRange(_terminal.Read(TimeSpan.FromMilliseconds(20)));
            while (line.Count >= ModbusRequest.FrameLength)
            {
                byte[] question = [.. line.Take(ModbusRequest.FrameLength)];
                line.RemoveRange(0, ModbusRequest.FrameLength);
                if (Answer(question) is { Length: > 0 } bytes)
                {
                    _terminal.Write(bytes);
                }

                Interlocked.Increment(ref _questions);
            }
        }
    }
}
