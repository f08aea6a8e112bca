using ColdChain.Testing;

namespace EndToEnd.Tests.Demo;

/// <summary>Starts ./run-demo.sh as a user does.</summary>
public static class DemoScript
{
    /// <summary>What it prints when history is in and everything runs.</summary>
    public const string LiveLine = "The demo is live";

    public static ProgramUnderTest Start(params string[] arguments) => ProgramUnderTest.Start(
        "env",
        [$"COLDCHAIN_CONFIGURATION={Repository.Configuration}", Repository.Path("run-demo.sh"), .. arguments]);
}
