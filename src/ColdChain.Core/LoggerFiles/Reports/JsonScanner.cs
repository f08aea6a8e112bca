using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace ColdChain.Core.LoggerFiles.Reports;

/// <summary>Reads a JSON text (RFC 8259) into a tree; text that is none is an answer with its place.</summary>
/// <remarks>
/// The framework's readers throw for a missing brace, and here bad input is no exception. Numbers stay as written: no
/// temperature goes through a binary fraction.
/// </remarks>
internal sealed class JsonScanner
{
    private const int MostLevels = 24;

    /// <summary>A month of records every 15 minutes with thirty values each is 90 000.</summary>
    private const int MostValues = 1_000_000;

    private static readonly SearchValues<byte> NumberLetters = SearchValues.Create("+-.0123456789eE"u8);

    private readonly byte[] _text;
    private int _at;
    private int _values;

    private JsonScanner(byte[] text) => _text = text;

    /// <summary>What is wrong first; null: nothing.</summary>
    private LoggerFileFault? Fault { get; set; }

    /// <summary>The tree, or what is wrong with the text.</summary>
    public static (JsonTree? Tree, LoggerFileFault? Fault) Read(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> text = file.StartsWith("\uFEFF"u8) ? file[3..] : file;
        if (!Utf8.IsValid(text))
        {
            return (null, new LoggerFileFault("file", "it begins like JSON and is not in UTF-8"));
        }

        JsonScanner scanner = new(text.ToArray());
        JsonTree tree = scanner.Value(string.Empty, 0);
        scanner.SkipBlanks();
        if (scanner._at < text.Length)
        {
            scanner.Refuse("something follows the end");
        }

        return scanner.Fault is { } fault ? (null, fault) : (tree, null);
    }

    private JsonTree Value(string path, int level)
    {
        SkipBlanks();
        _values++;
        if (level > MostLevels || _values > MostValues)
        {
            return Refuse(level > MostLevels ? "it is nested deeper than any record" : "it has more values than any record");
        }

        return (_at < _text.Length ? _text[_at] : (byte)0) switch
        {
            (byte)'{' => Members(path, level, JsonKind.Object, (byte)'}'),
            (byte)'[' => Members(path, level, JsonKind.List, (byte)']'),
            (byte)'"' => new JsonTree(path, JsonKind.Text, Text()),
            (byte)'t' => Word("true"u8, path, JsonKind.Truth),
            (byte)'f' => Word("false"u8, path, JsonKind.Truth),
            (byte)'n' => Word("null"u8, path, JsonKind.Null),
            _ => Number(path),
        };
    }

    private JsonTree Members(string path, int level, JsonKind kind, byte end)
    {
        List<(string, JsonTree)> members = [];
        _at++;
        SkipBlanks();
        bool isOver = TrySkip(end);
        while (!isOver && Fault is null)
        {
            string name = kind == JsonKind.Object ? Name() : string.Empty;
            string where = kind == JsonKind.Object ? Below(path, name) : string.Create(CultureInfo.InvariantCulture, $"{path}[{members.Count}]");
            members.Add((name, Value(where, level + 1)));
            SkipBlanks();
            isOver = TrySkip(end);
            if (!isOver && !TrySkip((byte)','))
            {
                Refuse($"a comma or '{(char)end}' is missing");
            }
        }

        return new JsonTree(path, kind, string.Empty) { Members = members };
    }

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private string Name()
    {
        SkipBlanks();
        if (_at >= _text.Length || _text[_at] != '"')
        {
            Refuse("a name in quotation marks is missing");
            return string.Empty;
        }

        string name = Text();
        SkipBlanks();
        if (!TrySkip((byte)':'))
        {
            Refuse("a colon is missing");
        }

        return name;
    }

    private string Text()
    {
        int start = ++_at;
        StringBuilder? changed = null;
        while (_at < _text.Length && _text[_at] != '"' && Fault is null)
        {
            if (_text[_at] < 0x20)
            {
                Refuse("a text has a control character");
            }
            else if (_text[_at] == '\\')
            {
                changed = (changed ?? new StringBuilder()).Append(Encoding.UTF8.GetString(_text.AsSpan(start.._at)));
                Escape(changed);
                start = _at;
            }
            else
            {
                _at++;
            }
        }

        string rest = Encoding.UTF8.GetString(_text.AsSpan(start..Math.Min(_at, _text.Length)));
        if (!TrySkip((byte)'"'))
        {
            Refuse("a text has no end");
        }

        return changed is null ? rest : changed.Append(rest).ToString();
    }

    private void Escape(StringBuilder into)
    {
        byte letter = _at + 1 < _text.Length ? _text[_at + 1] : (byte)0;
        int simple = "\"\\/bfnrt"u8.IndexOf(letter);
        if (simple >= 0)
        {
            into.Append("\"\\/\b\f\n\r\t"[simple]);
            _at += 2;
        }
        else if (letter == 'u' && _at + 6 <= _text.Length
            && ushort.TryParse(_text.AsSpan(_at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
        {
            into.Append((char)unit);
            _at += 6;
        }
        else
        {
            Refuse("a backslash is followed by what it cannot be");
        }
    }

    private JsonTree Number(string path)
    {
        int length = _text.AsSpan(Math.Min(_at, _text.Length)).IndexOfAnyExcept(NumberLetters);
        length = length < 0 ? _text.Length - _at : length;
        string digits = Encoding.ASCII.GetString(_text.AsSpan(_at, length));
        if (length == 0 || length > 40 || digits[0] is '+' or '.' || !decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            return Refuse("a value is missing or is none");
        }

        _at += length;
        return new JsonTree(path, JsonKind.Number, digits);
    }

    private JsonTree Word(ReadOnlySpan<byte> word, string path, JsonKind kind)
    {
        if (!_text.AsSpan(_at).StartsWith(word))
        {
            return Refuse("a value is none");
        }

        _at += word.Length;
        return new JsonTree(path, kind, Encoding.ASCII.GetString(word));
    }

    private bool TrySkip(byte letter)
    {
        bool isThere = _at < _text.Length && _text[_at] == letter;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }
    }

    /// <summary>The first fault stands; the place is told by line and column, as an editor shows it.</summary>
    private JsonTree Refuse(string what)
    {
        ReadOnlySpan<byte> before = _text.AsSpan(..Math.Min(_at, _text.Length));
        int line = before.Count((byte)'\n') + 1;
        int column = before.Length - before.LastIndexOf((byte)'\n');
        Fault ??= new LoggerFileFault(
            string.Create(CultureInfo.InvariantCulture, $"line {line}"),
            string.Create(CultureInfo.InvariantCulture, $"not JSON, from column {column}: {what}. The file is damaged or cut: fetch it again"));
        _at = _text.Length;
        return new JsonTree(string.Empty, JsonKind.Null, string.Empty);
    }
}
