using ColdChain.Core.LoggerFiles;
using ColdChain.Testing;

namespace ColdChain.Core.Tests.LoggerFiles;

/// <summary>Files of real loggers, where they are at hand beside the repository; never copied into it.</summary>
internal static class SharedFiles
{
    public static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static readonly string Root = Path.GetFullPath(Path.Combine(Repository.Root, "../shared/data"));

    public static byte[] Bytes(string name)
    {
        string path = Path.Combine(Root, name);
        Assert.SkipUnless(File.Exists(path), $"the captured files are not at hand ({path})");
        return File.ReadAllBytes(path);
    }

    public static LoggerFileOutcome Decode(string name, TimeZoneInfo? zone = null) =>
        LoggerFileDecoder.Decode(Bytes(name), new LoggerFileTerms { Zone = zone });

    public static LoggerFile Read(string name, TimeZoneInfo? zone = null) =>
        Assert.IsType<LoggerFileOutcome.Read>(Decode(name, zone)).File;

    public static LoggerFileFault Refused(string name) =>
        Assert.Single(Assert.IsType<LoggerFileOutcome.Refused>(Decode(name)).Reasons);
}
