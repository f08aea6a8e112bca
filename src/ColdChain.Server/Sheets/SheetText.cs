using System.Text;

namespace ColdChain.Server.Sheets;

/// <summary>Decodes a file that people saved: UTF-8, or GB18030 as Chinese spreadsheets write it.</summary>
internal static class SheetText
{
    /// <summary>Every Chinese code page of spreadsheets (GB2312, GBK) is a part of it.</summary>
    private static readonly Encoding Chinese = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Null when the bytes are text in neither.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        foreach (Encoding encoding in new Encoding[] { Utf8, Chinese })
        {
            try
            {
                string text = encoding.GetString(bytes);
                return text.Contains('\0', StringComparison.Ordinal) ? null : text.TrimStart('\ufeff');
            }
            catch (DecoderFallbackException)
            {
                // Not this one; the next, or nothing.
            }
        }

        return null;
    }
}
