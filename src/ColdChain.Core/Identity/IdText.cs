namespace ColdChain.Core.Identity;

/// <summary>The alphabet that all ids share: path segments of a-z, 0-9, '-', '_' and '.', joined by '/'.</summary>
/// <remarks>
/// Lower case only, so that two spellings cannot name two sensors; safe in a URL, a file name and a log line. The
/// Chinese name of a thing is its display name and no part of its id.
/// </remarks>
internal static class IdText
{
    public const int LongestLength = 120;

    public static bool IsValid(ReadOnlySpan<char> text, int fewestSegments, int mostSegments)
    {
        if (text.Length is 0 or > LongestLength)
        {
            return false;
        }

        int segments = 1;
        int segmentLength = 0;
        foreach (char letter in text)
        {
            if (letter == '/')
            {
                if (segmentLength == 0)
                {
                    return false;
                }

                segments++;
                segmentLength = 0;
            }
            else if (char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_' or '.')
            {
                segmentLength++;
            }
            else
            {
                return false;
            }
        }

        return segmentLength > 0 && segments >= fewestSegments && segments <= mostSegments;
    }

    public static FormatException Refuse(string what, string? text) =>
        new($"'{text}' is not {what}: segments of a-z, 0-9, '-', '_' or '.', at most {LongestLength} characters.");
}
