using System.Text;

namespace ColdChain.Core.Lots;

/// <summary>One spelling for what a paper may write in several: full-width letters, doubled or trailing blanks.</summary>
internal static class LotText
{
    /// <summary>Longer than any name or number seen on a paper; a bound so that a hostile file cannot fill the store.</summary>
    public const int LongestLength = 120;

    /// <summary>
    /// False for text that is empty, too long, or holds control characters, what Unicode says is none, or the mark that a
    /// decoder leaves where bytes were not of its encoding (a GBK file read as UTF-8 would rename every lot).
    /// </summary>
    public static bool TryNormalise(string? text, out string normal)
    {
        normal = string.Empty;
        if (text is null || text.Length > 4 * LongestLength || !IsWellFormed(text))
        {
            return false;
        }

        normal = string.Join(' ', text.Normalize(NormalizationForm.FormKC)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return normal.Length is > 0 and <= LongestLength;
    }

    private static bool IsWellFormed(string text)
    {
        for (int index = 0; index < text.Length;)
        {
            bool isRune = Rune.TryGetRuneAt(text, index, out Rune rune);
            bool isCharacter = isRune && (rune.Value & 0xfffe) != 0xfffe && rune != Rune.ReplacementChar;
            if (!isCharacter || (Rune.IsControl(rune) && rune.Value != '\t'))
            {
                return false;
            }

            index += rune.Utf16SequenceLength;
        }

        return true;
    }
}
