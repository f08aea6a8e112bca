using System.Runtime.InteropServices;

namespace ColdChain.Agent.Tests.Serial;

/// <summary>A pseudo-terminal whose near end is the test's and whose far end is a serial port to the agent.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int NoControllingTerminal = 0x100;
    private const int CloseOnExec = 0x80000;
    private const short CanRead = 1;

    private int _near;
    private int _keepsFarOpen;

    public PseudoTerminal()
    {
        _near = posix_openpt(ReadWrite | NoControllingTerminal | CloseOnExec);
        Assert.True(_near >= 0 && grantpt(_near) == 0 && unlockpt(_near) == 0, "no pseudo-terminal can be made");
        Path = Marshal.PtrToStringUTF8(ptsname(_near))!;

        // Held open, as a transmitter stays on its cable, so that the near end reads no hang-up between two openings.
        _keepsFarOpen = open(Path, ReadWrite | NoControllingTerminal | CloseOnExec);
        byte[] attributes = new byte[60];
        Assert.Equal(0, tcgetattr(_keepsFarOpen, attributes));
        cfmakeraw(attributes);
        Assert.Equal(0, tcsetattr(_keepsFarOpen, 0, attributes));
    }

    public string Path { get; }

    public void Write(ReadOnlySpan<byte> bytes) => Assert.Equal(bytes.Length, (int)write(_near, bytes.ToArray(), (nuint)bytes.Length));

    /// <summary>What has come, or nothing when nothing comes within the time.</summary>
    public byte[] Read(TimeSpan atMost)
    {
        Request request = new(_near, CanRead);
        if (poll(ref request, 1, (int)atMost.TotalMilliseconds) <= 0 || (request.Found & CanRead) == 0)
        {
            return [];
        }

        byte[] bytes = new byte[512];
        nint read = PseudoTerminal.read(_near, bytes, (nuint)bytes.Length);
        return read > 0 ? bytes[..(int)read] : [];
    }

    /// <summary>The cable is pulled.</summary>
    public void Unplug()
    {
        if (_near >= 0)
        {
            _ = close(_keepsFarOpen);
            _ = close(_near);
            _near = -1;
            _keepsFarOpen = -1;
        }
    }

    public void Dispose() => Unplug();

    [DllImport("libc")]
    private static extern int posix_openpt(int flags);

    [DllImport("libc")]
    private static extern int grantpt(int descriptor);

    [DllImport("libc")]
    private static extern int unlockpt(int descriptor);

    [DllImport("libc")]
    private static extern nint ptsname(int descriptor);

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc")]
    private static extern int close(int descriptor);

    [DllImport("libc")]
    private static extern nint read(int descriptor, byte[] into, nuint length);

    [DllImport("libc")]
    private static extern nint write(int descriptor, byte[] bytes, nuint length);

    [DllImport("libc")]
    private static extern int poll(ref Request request, nuint count, int milliseconds);

    [DllImport("libc")]
    private static extern int tcgetattr(int descriptor, byte[] attributes);

    [DllImport("libc")]
    private static extern void cfmakeraw(byte[] attributes);

    [DllImport("libc")]
    private static extern int tcsetattr(int descriptor, int when, byte[] attributes);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Request(int descriptor, short events)
    {
        public readonly int Descriptor = descriptor;
        public readonly short Events = events;
        public readonly short Found;
    }
}
