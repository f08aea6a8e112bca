using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ColdChain.Server.Alarming.LocalInbox;

/// <summary>Reads a plain-text mail as our own notifier writes it: RFC 5322 headers, RFC 2047 words, one encoded body.</summary>
/// <remarks>Not a mail program: of a mail with parts it shows the bytes. It never throws on what it does not understand.</remarks>
public sealed partial class MailText
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    private MailText(string body) => Body = body;

    public string Body { get; private set; }

    public string Subject => DecodeWords(this["Subject"]);

    public string this[string header] => _headers.GetValueOrDefault(header, string.Empty);

    public static MailText Parse(string raw)
    {
        ArgumentNullException.ThrowIfNull(raw);
        string[] parts = raw.ReplaceLineEndings("\n").Split("\n\n", 2);
        MailText mail = new(parts.Length == 2 ? parts[1] : string.Empty);
        // A line that begins with white space goes on the header before it.
        foreach (string line in Folded().Replace(parts[0], " ").Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                mail._headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
            }
        }

        mail.Body = DecodeBody(mail["Content-Transfer-Encoding"], mail.Body).Trim();
        return mail;
    }

    private static string DecodeBody(string encoding, string body) => encoding.ToUpperInvariant() switch
    {
        "BASE64" => Base64(string.Concat(body.Split('\n'))),
        "QUOTED-PRINTABLE" => QuotedPrintable(body.Replace("=\n", string.Empty, StringComparison.Ordinal)),
        _ => body,
    };

    private static string DecodeWords(string text) => Word().Replace(
        BetweenWords().Replace(text, "?==?"),
        word => word.Groups["kind"].Value is "B" or "b"
            ? Base64(word.Groups["text"].Value)
            : QuotedPrintable(word.Groups["text"].Value.Replace('_', ' ')));

    private static string Base64(string text)
    {
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) ? Encoding.UTF8.GetString(bytes, 0, length) : text;
    }

    private static string QuotedPrintable(string text)
    {
        byte[] raw = Encoding.UTF8.GetBytes(text);
        List<byte> bytes = new(raw.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            bool isEscape = raw[i] == '=' && i + 2 < raw.Length
                && byte.TryParse(raw.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out _);
            bytes.Add(isEscape ? byte.Parse(raw.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : raw[i]);
            i += isEscape ? 2 : 0;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Folded();

    /// <summary>RFC 2047 §6.2: white space between two encoded words is not part of the text.</summary>
    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"=\?[^?\s]+\?(?<kind>[BbQq])\?(?<text>[^?\s]*)\?=")]
    private static partial Regex Word();
}
