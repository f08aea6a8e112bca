using System.Text;

namespace ColdChain.Server.Alarming.Notifiers.WeCom;

/// <summary>Cuts a text to a number of UTF-8 bytes between two characters (AL-17).</summary>
internal static class Utf8Cut
{
    private const string Mark = "…";

    private static readonly int MarkBytes = Encoding.UTF8.GetByteCount(Mark);

    /// <summary>The whole text when it fits, else as much as fits before an ellipsis.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not even the ellipsis fits.</exception>
    public static string To(string text, int mostBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostBytes, MarkBytes);
        if (Encoding.UTF8.GetByteCount(text) <= mostBytes)
        {
            return text;
        }

        int bytes = 0;
        int end = 0;
        foreach (Rune letter in text.EnumerateRunes())
        {
            if (bytes + letter.Utf8SequenceLength > mostBytes - MarkBytes)
            {
                break;
            }

            bytes += letter.Utf8SequenceLength;
            end += letter.Utf16SequenceLength;
        }

        return text[..end] + Mark;
    }
}
