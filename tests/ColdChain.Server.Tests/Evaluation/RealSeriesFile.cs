using ColdChain.Testing;

namespace ColdChain.Server.Tests.Evaluation;

/// <summary>A series of a real store beside the repository; the files are not ours to copy, so a test without them skips.</summary>
internal static class RealSeriesFile
{
    public static string Path(string name)
    {
        string path = System.IO.Path.GetFullPath(Repository.Path("..", "shared", "data", "timeseries", name));
        Assert.SkipUnless(File.Exists(path), $"the series {name} is not beside the repository");
        return path;
    }
}
