using System.Text.Unicode;
using ColdChain.Core.LoggerFiles.Delimited;
using ColdChain.Server.Sheets;
using ColdChain.Server.Traceability.Papers;

namespace ColdChain.Server.Evaluation.Series;

/// <summary>The text of a file that a logger or a spreadsheet saved.</summary>
internal static class SeriesText
{
    /// <summary>Titles stand in the first letters.</summary>
    private const int TitleLetters = 20_000;

    /// <summary>Words of a Chinese header: bytes that are not UTF-8 and read so are GB18030, others Latin-1.</summary>
    private static readonly char[] ChineseHeader = ['温', '时', '日', '度', '值'];

    /// <summary>UTF-8, UTF-16 with its mark, GB18030 or Latin-1; null when it is no text at all.</summary>
    public static string? Decode(byte[] bytes)
    {
        bool isOther = !Utf8.IsValid(bytes) && !bytes.AsSpan().Contains((byte)0) && !bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])
            && !bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        return isOther && SheetText.Decode(bytes) is { } text && text.AsSpan(0, Math.Min(text.Length, TitleLetters)).ContainsAny(ChineseHeader)
            ? text
            : FileText.Decode(bytes);
    }
}
