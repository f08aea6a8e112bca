#if OFFICIAL_CLIENTS
using System.IO.Ports;

namespace ColdChain.Agent.Probes.Serial.Official;

/// <summary>One port of System.IO.Ports behind our seam.</summary>
internal sealed class SystemIoPort(SerialPort port) : ISerialPort
{
    private readonly byte[] _bytes = new byte[512];

    public SerialFault? Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            port.BaseStream.Write(bytes);
            return null;
        }
        catch (Exception fault) when (IsGone(fault) || fault is TimeoutException)
        {
            return SerialFault.Gone;
        }
    }

    public SerialRead Read(Span<byte> into, TimeSpan atMost)
    {
        try
        {
            // Zero would mean "for ever" to some platforms; a millisecond is the shortest wait they agree on.
            port.ReadTimeout = Math.Max(1, (int)Math.Ceiling(atMost.TotalMilliseconds));
            int read = port.Read(_bytes, 0, Math.Min(_bytes.Length, into.Length));
            _bytes.AsSpan(0, read).CopyTo(into);
            return SerialRead.Of(read);
        }
        catch (TimeoutException)
        {
            return SerialRead.Nothing;
        }
        catch (Exception fault) when (IsGone(fault))
        {
            return SerialRead.Failed(SerialFault.Gone);
        }
    }

    public void Dispose() => port.Dispose();

    private static bool IsGone(Exception fault) =>
        fault is IOException or InvalidOperationException or UnauthorizedAccessException;
}
#endif
