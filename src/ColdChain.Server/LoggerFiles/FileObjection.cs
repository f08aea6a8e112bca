namespace ColdChain.Server.LoggerFiles;

/// <summary>Why a file, or a part of it, is not taken; or what to mind of it. In both languages.</summary>
/// <param name="Chinese">For the reader of a Chinese page.</param>
/// <param name="English">For an English one.</param>
/// <param name="Details">Where and what, as the decoder says it; English.</param>
public sealed record FileObjection(string Chinese, string English, IReadOnlyList<string> Details)
{
    public FileObjection(string chinese, string english)
        : this(chinese, english, [])
    {
    }
}
