using System.Runtime.CompilerServices;

namespace FirmwareSim.Tests;

/// <summary>The files of the repository that these tests read.</summary>
internal static class Samples
{
    public static string TwoFridges => FromRoot("firmware-sim", "samples", "two-fridges.scenario");

    public static string FromRoot(params string[] segments) => Path.Combine([Root(), .. segments]);

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
