using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FirmwareSim.Truth;

/// <summary>
/// What left the simulated sensors, one JSON object a line, handed to the operating system line by line: the list that a fault
/// test compares the server's history with. Safe for several threads.
/// </summary>
internal sealed class TruthLog : IDisposable
{
    /// <summary>A file for machines and eyes, never part of a page: quotation marks stay readable.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _lock = new();
    private readonly FileStream? _file;
    private readonly TimeProvider _clock;
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <param name="path">Null: nothing is kept.</param>
    /// <param name="clock">Stamps each line with its <c>at</c>, Unix milliseconds.</param>
    public TruthLog(string? path, TimeProvider clock)
    {
        _clock = clock;
        _file = path is null
            ? null
            : new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public void Write(TruthLine line)
    {
        if (_file is null)
        {
            return;
        }

        lock (_lock)
        {
            _buffer.ResetWrittenCount();
            using (Utf8JsonWriter json = new(_buffer, Plain))
            {
                Compose(json, line);
            }

            _buffer.GetSpan(1)[0] = (byte)'\n';
            _buffer.Advance(1);
            _file.Write(_buffer.WrittenSpan);
        }
    }

    public void Dispose() => _file?.Dispose();

    private void Compose(Utf8JsonWriter json, TruthLine line)
    {
        json.WriteStartObject();
        json.WriteString("kind", line.Kind);
        json.WriteNumber("at", _clock.GetUtcNow().ToUnixTimeMilliseconds());
        WriteText(json, "bus", line.Bus);
        WriteText(json, "sensor", line.Sensor);
        WriteNumber(json, "slave", line.Slave);
        WriteNumber(json, "function", line.Function);
        WriteNumber(json, "register", line.Register);
        WriteNumber(json, "value", line.Value);
        WriteText(json, "client", line.Client);
        WriteNumber(json, "packetId", line.PacketId);
        if (line.IsRepeat is { } repeat)
        {
            json.WriteBoolean("dup", repeat);
        }

        WriteNumber(json, "milliCelsius", line.MilliCelsius);
        WriteNumber(json, "payloadTime", line.PayloadTime);
        WriteText(json, "payload", line.Payload);
        WriteText(json, "detail", line.Detail);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
