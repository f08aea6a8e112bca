namespace ColdChain.Testing;

/// <summary>Where the repository and the programs built from it are, seen from a running test.</summary>
public static class Repository
{
    private const string SolutionFile = "ColdChain.sln";

    /// <summary>The directory that holds ColdChain.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The configuration that the running test was built in; programs are taken from the same.</summary>
    public static string Configuration { get; } =
        new DirectoryInfo(AppContext.BaseDirectory).Name.StartsWith("release", StringComparison.OrdinalIgnoreCase)
            ? "release"
            : "debug";

    /// <summary>A path below the root.</summary>
    public static string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>A built program, e.g. ("ColdChain.Agent", "coldchain-agent").</summary>
    public static string Program(string project, string executable) =>
        Path("artifacts", "bin", project, Configuration, executable);

    private static string FindRoot()
    {
        for (DirectoryInfo? here = new(AppContext.BaseDirectory); here is not null; here = here.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(here.FullName, SolutionFile)))
            {
                return here.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No directory above {AppContext.BaseDirectory} holds {SolutionFile}.");
    }
}
