using System.Runtime.InteropServices;

namespace ColdChain.Agent.Probes.Serial.Termios;

/// <summary>The calls of libc that a serial port needs. Constants are those of Linux on x86 and ARM (asm-generic).</summary>
internal static partial class LibC
{
    public const int OpenFlags = 0x2 /* O_RDWR */ | 0x100 /* O_NOCTTY */ | 0x800 /* O_NONBLOCK */ | 0x80000 /* O_CLOEXEC */;

    public const int Interrupted = 4;
    public const int NoSuchFile = 2;
    public const int NoSuchAddress = 6;
    public const int WouldBlock = 11;
    public const int AccessDenied = 13;
    public const int DeviceBusy = 16;
    public const int NoSuchDevice = 19;
    public const int NotPermitted = 1;

    public const short PollIn = 0x1;
    public const short PollOut = 0x4;

    /// <summary>TIOCEXCL: no further open() of this terminal, save by root.</summary>
    public const nuint ExclusiveUse = 0x540C;

    /// <summary>TIOCNXCL: ends it; the terminal keeps the mark as long as anybody has it open.</summary>
    public const nuint SharedUse = 0x540D;

    /// <summary>LOCK_EX | LOCK_NB.</summary>
    public const int LockOrFail = 2 | 4;

    /// <summary>TCSANOW.</summary>
    public const int Now = 0;

    /// <summary>TCIOFLUSH.</summary>
    public const int BothQueues = 2;

    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags, int mode);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, Span<byte> into, nuint length);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nuint length);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(ref PollRequest request, nuint count, int milliseconds);

    [LibraryImport(Library, EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetAttributes(int descriptor, out TerminalAttributes attributes);

    [LibraryImport(Library, EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetAttributes(int descriptor, int when, in TerminalAttributes attributes);

    [LibraryImport(Library, EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(ref TerminalAttributes attributes);

    [LibraryImport(Library, EntryPoint = "cfsetspeed", SetLastError = true)]
    public static partial int SetSpeed(ref TerminalAttributes attributes, uint speed);

    [LibraryImport(Library, EntryPoint = "tcflush", SetLastError = true)]
    public static partial int Flush(int descriptor, int queue);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int descriptor, nuint request, nint argument);

    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int descriptor, int operation);
}
