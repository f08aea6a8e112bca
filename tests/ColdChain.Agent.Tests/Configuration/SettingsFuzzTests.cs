using ColdChain.Agent.Configuration;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Configuration;

/// <summary>An installer's file: whatever is in it, the answer is settings or a list of mistakes.</summary>
public sealed class SettingsFuzzTests
{
    private static readonly byte[] Sample =
        File.ReadAllBytes(Path.Combine(Repository.Root, "src/ColdChain.Agent/agent.sample.json"));

    [Fact]
    public void A_sample_with_any_bytes_changed_is_read_or_refused_with_reasons()
    {
        using TemporaryDirectory folder = new();
        string path = folder.Path("agent.json");
        Random random = new(20261122);
        for (int round = 0; round < 5_000; round++)
        {
            File.WriteAllBytes(path, Mutated(random));
            SettingsOutcome outcome = SettingsFile.Read(path);
            Assert.True(outcome is SettingsOutcome.Read or SettingsOutcome.Refused { Mistakes.Count: > 0 });
        }
    }

    [Theory]
    [InlineData("{ \"agent\": { \"id\": \"\\ud800\" } }")]
    [InlineData("{ \"\\udc00\": 1 }")]
    public void Half_a_character_is_a_mistake_of_the_file_and_no_crash(string json)
    {
        using TemporaryDirectory folder = new();
        File.WriteAllText(folder.Path("agent.json"), json);
        SettingsOutcome.Refused refused = Assert.IsType<SettingsOutcome.Refused>(SettingsFile.Read(folder.Path("agent.json")));
        Assert.Contains("not UTF-8", Assert.Single(refused.Mistakes).ToString(), StringComparison.Ordinal);
    }

    private static byte[] Mutated(Random random)
    {
        byte[] bytes = [.. Sample];
        for (int change = random.Next(4); change >= 0; change--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }
}
