namespace ColdChain.Agent.Probes.Serial;

/// <summary>An open serial port. Blocks the calling thread, never longer than it is told; for one thread at a time.</summary>
/// <remarks>
/// Synchronous because the kernel's poll(2) is: a bus gets a thread for the fraction of a second that a question takes.
/// No member throws for what a port can do by itself; a port that has failed once stays failed and is to be opened anew.
/// </remarks>
public interface ISerialPort : IDisposable
{
    /// <summary>Sends all bytes, within about a second.</summary>
    /// <returns>Null when they are on their way.</returns>
    SerialFault? Write(ReadOnlySpan<byte> bytes);

    /// <summary>Waits until at least one byte is there and gives what is there; zero bytes when the time is over.</summary>
    SerialRead Read(Span<byte> into, TimeSpan atMost);
}
