using ColdChain.Testing;

namespace EndToEnd.Tests;

/// <summary>The built programs, in the configuration of the running test.</summary>
public static class Programs
{
    public static string Server { get; } = Repository.Program("ColdChain.Server", "coldchain-server");

    public static string Agent { get; } = Repository.Program("ColdChain.Agent", "coldchain-agent");

    public static string Simulator { get; } = Repository.Program("FirmwareSim", "firmware-sim");
}
