using System.Runtime.InteropServices;
using System.Text;

namespace FirmwareSim.Modbus;

/// <summary>
/// A serial port made of software: the agent opens the link at a stable path, we hold the other end. Raw: no echo, no line
/// editing. Our own descriptor on the slave side stays open, so that agents may come and go without a hang-up.
/// </summary>
internal sealed class PseudoTerminal : IDisposable
{
    private readonly int _master;
    private readonly int _slave;

    private PseudoTerminal(int master, int slave, string slavePath, string linkPath)
    {
        _master = master;
        _slave = slave;
        SlavePath = slavePath;
        LinkPath = linkPath;
    }

    /// <summary>Such as /dev/pts/7; changes whenever the port comes back.</summary>
    public string SlavePath { get; }

    /// <summary>The symbolic link that agents are configured with.</summary>
    public string LinkPath { get; }

    /// <exception cref="IOException">No pseudo-terminal is to be had, or the link cannot be made.</exception>
    public static PseudoTerminal Open(string linkPath)
    {
        int master = Check(
            Libc.OpenPseudoTerminal(
                Libc.ReadWrite | Libc.NoControllingTerminal | Libc.NonBlocking | Libc.CloseOnExec),
            "posix_openpt");
        Check(Libc.Grant(master), "grantpt");
        Check(Libc.Unlock(master), "unlockpt");
        Span<byte> name = stackalloc byte[128];
        Check(-Libc.NameOfSlave(master, name, (nuint)name.Length), "ptsname_r");
        string slavePath = Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]);
        int slave = Check(
            Libc.Open(slavePath, Libc.ReadWrite | Libc.NoControllingTerminal | Libc.CloseOnExec), $"open {slavePath}");
        MakeRaw(slave);
        Link(linkPath, slavePath);
        return new PseudoTerminal(master, slave, slavePath, linkPath);
    }

    /// <summary>Reads what has come, waiting so long for a first byte; 0 when nothing came.</summary>
    public int Read(Span<byte> bytes, int waitMilliseconds)
    {
        PollRequest request = new(_master, Libc.PollIn);
        int ready = Libc.Poll(ref request, 1, waitMilliseconds);
        if (ready <= 0)
        {
            return 0;
        }

        nint count = Libc.Read(_master, bytes, (nuint)bytes.Length);
        return count < 0 ? NothingOr("read") : (int)count;
    }

    /// <summary>Writes all of it; false when the line would not take it, because nobody empties it.</summary>
    public bool TryWrite(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            nint count = Libc.Write(_master, bytes, (nuint)bytes.Length);
            if (count < 0)
            {
                NothingOr("write");
                PollRequest request = new(_master, Libc.PollOut);
                if (Libc.Poll(ref request, 1, timeoutMilliseconds: 200) <= 0)
                {
                    return false;
                }

                continue;
            }

            bytes = bytes[(int)count..];
        }

        return true;
    }

    /// <summary>Bytes of ours that nobody has read yet.</summary>
    public int Unread => Libc.Ask(_slave, Libc.CountUnread, out int count) < 0 ? 0 : count;

    /// <summary>A master that was killed leaves the terminal marked as exclusive for as long as we hold it: undo that.</summary>
    public void AllowOthers() => _ = Libc.Control(_slave, Libc.NotExclusive);

    /// <summary>Unplugs the port: whoever has it open gets a hang-up, and the link is gone.</summary>
    public void Dispose()
    {
        if (new FileInfo(LinkPath).LinkTarget == SlavePath)
        {
            File.Delete(LinkPath);
        }

        _ = Libc.Close(_slave);
        _ = Libc.Close(_master);
    }

    private static void MakeRaw(int descriptor)
    {
        Span<byte> termios = stackalloc byte[Libc.TermiosRoom];
        Check(Libc.GetTermios(descriptor, termios), "tcgetattr");
        Libc.MakeRaw(termios);
        Check(Libc.SetTermios(descriptor, 0, termios), "tcsetattr");
    }

    private static void Link(string linkPath, string slavePath)
    {
        FileInfo existing = new(linkPath);
        if (existing.LinkTarget is not null)
        {
            existing.Delete();
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(linkPath))!);
        File.CreateSymbolicLink(linkPath, slavePath);
    }

    private static int NothingOr(string call)
    {
        int error = Marshal.GetLastPInvokeError();
        return error is Libc.Interrupted or Libc.TryAgain ? 0 : throw Failure(call, error);
    }

    private static int Check(int result, string call) =>
        result >= 0 ? result : throw Failure(call, Marshal.GetLastPInvokeError());

    private static IOException Failure(string call, int error) =>
        new($"{call}: {Marshal.GetPInvokeErrorMessage(error)} (errno {error})");
}
