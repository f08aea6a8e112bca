using System.Buffers;
using System.Globalization;
using System.Text;

namespace ColdChain.Server.Api;

/// <summary>What a file is called that somebody brought: the last part of whatever path it came with, in letters that every system saves and shows.</summary>
/// <remarks>No file of ours is ever named by it (they are named by their hash); it is shown, and given to who downloads the file.</remarks>
public static class UploadName
{
    /// <summary>Characters; of a longer one the end is kept, where the kind of file stands.</summary>
    public const int Longest = 120;

    private const string WithoutOne = "file";

    /// <summary>Reserved in names of files on Windows.</summary>
    private static readonly SearchValues<char> Reserved = SearchValues.Create("<>:\"|?*");

    /// <summary>Devices on Windows, whatever the ending.</summary>
    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" })],
        StringComparer.OrdinalIgnoreCase);

    public static string Plain(string? given)
    {
        string path = given ?? string.Empty;
        List<Rune> runes = [.. path[(path.LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes().Where(IsPlain)];
        StringBuilder name = new();
        foreach (Rune rune in runes.AsEnumerable().Reverse().TakeWhile(rune => name.Length + rune.Utf16SequenceLength <= Longest))
        {
            name.Insert(0, rune.ToString());
        }

        string plain = name.ToString().Trim('.', ' ');
        return plain.Length == 0 ? WithoutOne : Devices.Contains(plain.Split('.')[0].TrimEnd()) ? "_" + plain : plain;
    }

    /// <summary>No sign that ends a line, is not seen, or turns the order of letters around so that another ending is read.</summary>
    private static bool IsPlain(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse)
        && !(rune.IsBmp && Reserved.Contains((char)rune.Value));
}
