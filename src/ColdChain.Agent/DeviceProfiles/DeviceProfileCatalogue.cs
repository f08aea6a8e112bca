using System.Reflection;

namespace ColdChain.Agent.DeviceProfiles;

/// <summary>The devices that this agent knows: those that are built in, and those of the user's own folder.</summary>
/// <remarks>A profile of the user's goes before a built-in one of the same name.</remarks>
public sealed class DeviceProfileCatalogue
{
    private const string Folder = "DeviceProfiles/";

    private const string Ending = ".json";

    private readonly IReadOnlyDictionary<string, DeviceProfileFile> _own;

    private DeviceProfileCatalogue(IReadOnlyDictionary<string, DeviceProfileFile> own) => _own = own;

    /// <summary>Only what is built in.</summary>
    public static DeviceProfileCatalogue BuiltIn { get; } = new(new Dictionary<string, DeviceProfileFile>());

    /// <summary>The names of the built-in profiles, in order.</summary>
    public static IReadOnlyList<string> BuiltInNames { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..^Ending.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The built-in profiles and those of a folder.</summary>
    /// <param name="problems">Everything that is wrong in the folder, a sentence each.</param>
    public static DeviceProfileCatalogue WithFolder(string folder, out IReadOnlyList<string> problems)
    {
        Dictionary<string, DeviceProfileFile> own = [];
        List<string> found = [];
        problems = found;
        if (!Directory.Exists(folder))
        {
            found.Add($"there is no folder {folder}");
            return BuiltIn;
        }

        foreach (string path in Directory.GetFiles(folder, "*" + Ending).Order(StringComparer.Ordinal))
        {
            switch (DeviceProfileReader.ReadFile(path))
            {
                case DeviceProfileOutcome.Refused refused:
                    found.Add(refused.Problem);
                    break;
                case DeviceProfileOutcome.Found { File: { } file } when !own.TryAdd(file.Name, file):
                    found.Add($"{path}: name: '{file.Name}' is the name of {own[file.Name].Origin} already");
                    break;
            }
        }

        return new DeviceProfileCatalogue(own);
    }

    /// <summary>Those of the user's folder, by their names.</summary>
    public IEnumerable<DeviceProfileFile> Own => _own.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value);

    /// <param name="name">A name; or, ending in .json, the path of a file.</param>
    public DeviceProfileOutcome Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.EndsWith(Ending, StringComparison.Ordinal))
        {
            return DeviceProfileReader.ReadFile(name);
        }

        if (_own.TryGetValue(name, out DeviceProfileFile? own))
        {
            return new DeviceProfileOutcome.Found(own);
        }

        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Folder}{name}{Ending}");
        if (stream is null)
        {
            return new DeviceProfileOutcome.Refused(
                $"there is no profile '{name}'; there are {string.Join(", ", BuiltInNames.Concat(_own.Keys).Order(StringComparer.Ordinal))}");
        }

        byte[] json = new byte[stream.Length];
        stream.ReadExactly(json);
        return DeviceProfileReader.Read(json, $"{Folder}{name}{Ending}");
    }
}
