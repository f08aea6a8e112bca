namespace ColdChain.Agent.Probes.Files;

/// <summary>A file as it was at one look; two equal looks say that nobody wrote in between.</summary>
internal readonly record struct SeenFile(string Name, long Length, DateTime WrittenAt)
{
    public static SeenFile Of(FileInfo file) => new(file.Name, file.Length, file.LastWriteTimeUtc);

    /// <summary>The same contents under whatever name, as far as a look can tell.</summary>
    public bool IsLike(SeenFile other) => Length == other.Length && WrittenAt == other.WrittenAt;
}
