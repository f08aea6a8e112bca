using System.Text;
using System.Text.Unicode;

namespace ColdChain.Core.LoggerFiles.Delimited;

/// <summary>The text of a file that a logger or a spreadsheet saved.</summary>
public static class FileText
{
    /// <summary>UTF-8, UTF-16 with its mark, else Latin-1; null when it is no text at all.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            Encoding utf16 = bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
            return utf16.GetString(bytes[2..]);
        }

        return bytes.Contains((byte)0) ? null
            : Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes).TrimStart('\ufeff')
            : Encoding.Latin1.GetString(bytes);
    }
}
