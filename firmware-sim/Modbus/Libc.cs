using System.Runtime.InteropServices;

namespace FirmwareSim.Modbus;

/// <summary>The few calls of the C library that make a pseudo-terminal (POSIX.1-2017; poll(2), tty_ioctl(4) on Linux).</summary>
internal static partial class Libc
{
    public const int ReadWrite = 0x2;

    /// <summary>The terminal does not become ours (O_NOCTTY on Linux).</summary>
    public const int NoControllingTerminal = 0x100;

    /// <summary>O_NONBLOCK on Linux.</summary>
    public const int NonBlocking = 0x800;

    /// <summary>O_CLOEXEC on Linux.</summary>
    public const int CloseOnExec = 0x80000;

    public const short PollIn = 0x1;

    public const short PollOut = 0x4;

    /// <summary>EINTR, EAGAIN on Linux.</summary>
    public const int Interrupted = 4;

    public const int TryAgain = 11;

    /// <summary>TIOCNXCL on Linux: others may open the terminal again.</summary>
    public const nuint NotExclusive = 0x540D;

    /// <summary>FIONREAD on Linux: how much waits to be read.</summary>
    public const nuint CountUnread = 0x541B;

    /// <summary>More than any C library's struct termios; its inside is the library's own affair.</summary>
    public const int TermiosRoom = 256;

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    public static partial int OpenPseudoTerminal(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    public static partial int Grant(int master);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    public static partial int Unlock(int master);

    [LibraryImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    public static partial int NameOfSlave(int master, Span<byte> name, nuint length);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, Span<byte> bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(ref PollRequest request, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetTermios(int descriptor, Span<byte> termios);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(Span<byte> termios);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetTermios(int descriptor, int when, ReadOnlySpan<byte> termios);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int descriptor, nuint request);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Ask(int descriptor, nuint request, out int answer);
}
