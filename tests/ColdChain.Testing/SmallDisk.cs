using System.Diagnostics;

namespace ColdChain.Testing;

/// <summary>A tmpfs of a few megabytes, so that a disk can really be full. Needs root.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public SmallDisk(int kibibytes) =>
        Run("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "tmpfs", _directory.FullPath);

    public static bool MayMount { get; } = TryMount();

    public string Folder => _directory.Path("data");

    private string Filler => _directory.Path("filler");

    public void FillUp()
    {
        using FileStream filler = File.Create(Filler);
        while (HasRoomFor(filler))
        {
            // Until there is none.
        }
    }

    /// <param name="how"><c>ro</c> or <c>rw</c>; nobody may have a file of it open for writing.</param>
    public void Remount(string how) => Run("mount", "-o", $"remount,{how}", _directory.FullPath);

    public void MakeRoom() => File.Delete(Filler);

    public void Dispose()
    {
        Run("umount", _directory.FullPath);
        _directory.Dispose();
    }

    private static bool HasRoomFor(FileStream filler)
    {
        try
        {
            filler.Write(new byte[4096]);
            filler.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool TryMount()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            return false;
        }

        using TemporaryDirectory probe = new();
        bool mounted = Start("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", probe.FullPath) == 0;
        return mounted && Start("umount", probe.FullPath) == 0;
    }

    private static void Run(string program, params string[] arguments)
    {
        if (Start(program, arguments) is var code and not 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {code}.");
        }
    }

    private static int Start(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
