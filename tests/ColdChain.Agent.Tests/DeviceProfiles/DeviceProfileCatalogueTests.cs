using System.Text;
using ColdChain.Agent.DeviceProfiles;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.DeviceProfiles;

public sealed class DeviceProfileCatalogueTests
{
    [Fact]
    public void A_profile_that_nobody_wrote_is_refused_with_the_names_there_are()
    {
        using TemporaryDirectory folder = new();
        File.WriteAllText(folder.Path("mine.json"), """{ "name": "my-fridge", "kind": "mqtt" }""");
        DeviceProfileCatalogue catalogue = DeviceProfileCatalogue.WithFolder(folder.FullPath, out _);
        DeviceProfileOutcome.Refused refused = Assert.IsType<DeviceProfileOutcome.Refused>(catalogue.Find("my-fridg"));
        Assert.Contains("'my-fridg'", refused.Problem, StringComparison.Ordinal);
        Assert.Contains("my-fridge", refused.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_the_user_is_found_by_its_name_and_by_its_path()
    {
        using TemporaryDirectory folder = new();
        string path = folder.Path("mine.json");
        File.WriteAllText(path, """{ "name": "my-bus", "kind": "modbus-rtu" } // a comment is welcome""");
        DeviceProfileCatalogue catalogue = DeviceProfileCatalogue.WithFolder(folder.FullPath, out IReadOnlyList<string> problems);
        Assert.Empty(problems);
        foreach (string name in (string[])["my-bus", path])
        {
            DeviceProfileOutcome.Found found = Assert.IsType<DeviceProfileOutcome.Found>(catalogue.Find(name));
            Assert.Equal((DeviceProfileKind.ModbusRtu, path), (found.File.Kind, found.File.Origin));
        }
    }

    [Fact]
    public void Every_mistake_of_a_folder_is_told_at_once()
    {
        using TemporaryDirectory folder = new();
        File.WriteAllText(folder.Path("a.json"), """{ "name": "twice", "kind": "mqtt" }""");
        File.WriteAllText(folder.Path("b.json"), """{ "name": "twice", "kind": "mqtt" }""");
        File.WriteAllText(folder.Path("c.json"), """{ "name": "No Spaces", "kind": "mqtt" }""");
        File.WriteAllText(folder.Path("d.json"), """{ "name": "odd", "kind": "carrier-pigeon" }""");
        File.WriteAllText(folder.Path("e.json"), "{");
        DeviceProfileCatalogue.WithFolder(folder.FullPath, out IReadOnlyList<string> problems);
        Assert.Collection(
            problems,
            told => Assert.Contains("b.json: name: 'twice'", told, StringComparison.Ordinal),
            told => Assert.Contains("c.json: name: 'No Spaces'", told, StringComparison.Ordinal),
            told => Assert.Contains("d.json: kind: 'carrier-pigeon'", told, StringComparison.Ordinal),
            told => Assert.Contains("e.json is not JSON", told, StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told() => Assert.Equal(
        "there is no folder /nowhere/at/all",
        Assert.Single(Problems("/nowhere/at/all")));

    [Fact]
    public void Random_bytes_are_refused_and_never_thrown()
    {
        Random random = new(20261122);
        byte[] good = Encoding.UTF8.GetBytes("""{ "name": "my-bus", "kind": "modbus-rtu", "samples": [1, 2, 3] }""");
        for (int round = 0; round < 100_000; round++)
        {
            byte[] bytes = [.. good];
            for (int change = random.Next(4); change >= 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            DeviceProfileOutcome outcome = DeviceProfileReader.Read(bytes, "x");
            Assert.True(outcome is DeviceProfileOutcome.Found { File.Name.Length: > 0 } or DeviceProfileOutcome.Refused { Problem.Length: > 0 });
        }
    }

    private static IReadOnlyList<string> Problems(string folder)
    {
        DeviceProfileCatalogue.WithFolder(folder, out IReadOnlyList<string> problems);
        return problems;
    }
}
