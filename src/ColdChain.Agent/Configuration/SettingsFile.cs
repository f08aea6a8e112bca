using System.Text.Json;

namespace ColdChain.Agent.Configuration;

/// <summary>Reads the configuration file: JSON with comments and trailing commas. Touches no port and no network.</summary>
public static class SettingsFile
{
    /// <summary>The environment variable that is asked for the key when the file names none.</summary>
    public const string KeyVariable = "COLDCHAIN_AGENT_KEY";

    private const int LargestBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions Json = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        MaxDepth = 16,
    };

    public static SettingsOutcome Read(string path)
    {
        try
        {
            FileInfo file = new(path);
            if (file.Exists && file.Length > LargestBytes)
            {
                return Refuse(path, "is larger than 1 MiB; is it the right file?");
            }

            return Parse(File.ReadAllBytes(path), System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return Refuse(path, fault is JsonException ? $"is not JSON: {fault.Message}" : $"cannot be read: {fault.Message}");
        }
    }

    /// <param name="folder">What relative paths in the file are relative to: the folder of the file.</param>
    private static SettingsOutcome Parse(ReadOnlyMemory<byte> json, string folder)
    {
        using JsonDocument document = JsonText.Parse(json, Json);
        List<Mistake> mistakes = [];
        AgentSettings settings = new SettingsReader(folder, mistakes).Read(document.RootElement);
        return mistakes.Count == 0 ? new SettingsOutcome.Read(settings) : new SettingsOutcome.Refused(mistakes);
    }

    private static SettingsOutcome.Refused Refuse(string path, string problem) => new([new Mistake(path, problem)]);
}
