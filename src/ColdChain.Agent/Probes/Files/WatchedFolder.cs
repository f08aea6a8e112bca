using System.Text;
using ColdChain.Agent.Mqtt;

namespace ColdChain.Agent.Probes.Files;

/// <summary>The folder on the disk: what lies in it, and where it goes. Every verb may throw what the file system throws.</summary>
/// <remarks>
/// <code>
/// folder/NAME            put there by somebody
/// folder/done/NAME       imported; NAME.notes.txt says what of it was left out
/// folder/rejected/NAME   not imported; NAME.reason.txt says why
/// </code>
/// Links, folders, hidden files and the half-written files of browsers and copiers are passed over. Nothing is ever
/// overwritten or deleted but the texts beside files. A file that somebody goes on writing after it was moved is brought
/// back, so that its end is not lost.
/// </remarks>
internal sealed class WatchedFolder(string folder)
{
    public const string Done = "done";
    public const string Rejected = "rejected";

    /// <summary>Looked at in one go; the others have their turn when these are gone.</summary>
    private const int MostFiles = 1000;

    /// <summary>Files that were moved and are still watched for a writer; more are not moved in an hour.</summary>
    private const int MostMoved = 200;

    /// <summary>What a file system takes as a name, in bytes, less the ending of our texts.</summary>
    private const int LongestName = 240;

    private static readonly string[] Unfinished = [".tmp", ".part", ".partial", ".filepart", ".crdownload"];

    private static readonly EnumerationOptions Plain = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System,
        IgnoreInaccessible = false,
    };

    private readonly Queue<(string Path, string? Text, SeenFile Seen)> _moved = [];

    /// <summary>By name.</summary>
    public IReadOnlyList<SeenFile> Look() =>
    [
        .. new DirectoryInfo(folder).EnumerateFiles("*", Plain)
            .Where(file => !Unfinished.Any(ending => file.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            .Select(SeenFile.Of)
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Take(MostFiles),
    ];

    /// <summary>The whole file; null when it is another than was seen.</summary>
    /// <remarks>What has no length is not opened: it may be a pipe.</remarks>
    public byte[]? Read(SeenFile seen)
    {
        string path = Path.Combine(folder, seen.Name);
        byte[] bytes = new byte[seen.Length];
        using (FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            {
                return null;
            }
        }

        FileInfo after = new(path);
        return after.Exists && after.LinkTarget is null && SeenFile.Of(after) == seen ? bytes : null;
    }

    /// <summary>Once everything of it is in the buffer.</summary>
    public void MoveToDone(SeenFile seen, IReadOnlyList<string> notes) =>
        Move(seen, Done, notes.Count == 0 ? null : (".notes.txt", $"未导入的部分 / What was left out:{Environment.NewLine}{string.Join(Environment.NewLine, notes.Take(200))}{Environment.NewLine}"));

    public void Reject(SeenFile seen, Rejection why) => Move(seen, Rejected, (".reason.txt", why.Text(LogText.OneLine(seen.Name, LongestName))));

    /// <summary>Files that grew after they were moved go back to where they were found.</summary>
    public void BringBack()
    {
        for (int left = _moved.Count; left > 0; left--)
        {
            (string path, string? text, SeenFile seen) = _moved.Dequeue();
            FileInfo now = new(path);
            if (now.Exists && SeenFile.Of(now).IsLike(seen))
            {
                _moved.Enqueue((path, text, seen));
            }
            else if (now.Exists)
            {
                File.Move(path, Free(folder, seen.Name));
                if (text is not null)
                {
                    File.Delete(text);
                }
            }
        }
    }

    /// <summary>The text is written first: a file without its reason would leave somebody helpless, the reverse harms nobody.</summary>
    private void Move(SeenFile seen, string where, (string Ending, string Words)? text)
    {
        string target = Directory.CreateDirectory(Path.Combine(folder, where)).FullName;
        string path = Free(target, seen.Name);
        string? beside = text is { } told ? path + told.Ending : null;
        if (beside is not null)
        {
            File.WriteAllText(beside, text!.Value.Words, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        }

        File.Move(Path.Combine(folder, seen.Name), path);
        _moved.Enqueue((path, beside, seen));
        if (_moved.Count > MostMoved)
        {
            _moved.Dequeue();
        }
    }

    /// <summary>A path that nothing has: <c>NAME</c>, <c>NAME (2)</c> before the ending, and so on.</summary>
    private static string Free(string folder, string name)
    {
        string ending = Path.GetExtension(name);
        string stem = Path.GetFileNameWithoutExtension(name);
        while (Encoding.UTF8.GetByteCount(stem + ending) > LongestName - 10)
        {
            (stem, ending) = stem.Length > 0 ? (stem[..^1], ending) : (stem, ending[..^1]);
        }

        string path = Path.Combine(folder, stem + ending);
        for (int copy = 2; Path.Exists(path); copy++)
        {
            path = Path.Combine(folder, $"{stem} ({copy}){ending}");
        }

        return path;
    }
}
