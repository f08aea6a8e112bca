using System.Diagnostics;
using ColdChain.Testing;

namespace House.Tests.Sources;

/// <summary>Asks git about the repository; a copy without a history has none to ask.</summary>
public static class Git
{
    /// <summary>A worktree's .git is a file, a clone's a directory.</summary>
    public static bool IsHere { get; } =
        Directory.Exists(Repository.Path(".git")) || File.Exists(Repository.Path(".git"));

    public static IReadOnlyList<string> Lines(params string[] arguments)
    {
        ProcessStartInfo how = new("git", ["-c", "core.quotePath=false", .. arguments])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Repository.Root,
        };
        using Process git = Process.Start(how) ?? throw new InvalidOperationException("git did not start.");
        string output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
