using System.Globalization;

namespace FirmwareSim.Scenarios;

/// <summary>
/// One line, split at spaces into words and <c>name=value</c> options. Each is taken once; what is left at the end was not
/// understood and is a mistake, so that a misspelt option never passes in silence.
/// </summary>
internal sealed class Statement
{
    private readonly Queue<string> _words = new();
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);
    private readonly List<ScenarioMistake> _mistakes;

    public Statement(int line, string text, List<ScenarioMistake> mistakes)
    {
        Line = line;
        _mistakes = mistakes;
        foreach (string token in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = token.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                _words.Enqueue(token);
            }
            else if (!_options.TryAdd(token[..equals], token[(equals + 1)..]))
            {
                Refuse($"{token[..equals]} is given twice");
            }
        }
    }

    public int Line { get; }

    public void Refuse(string text) => _mistakes.Add(new ScenarioMistake(Line, text));

    public string? PeekWord() => _words.TryPeek(out string? word) ? word : null;

    /// <summary>The next word, or null with a mistake that says what was expected.</summary>
    public string? Word(string expected)
    {
        if (_words.TryDequeue(out string? word))
        {
            return word;
        }

        Refuse($"{expected} is missing");
        return null;
    }

    /// <summary>Takes the next word when it is this one.</summary>
    public bool TakeWord(string word)
    {
        if (PeekWord() != word)
        {
            return false;
        }

        _words.Dequeue();
        return true;
    }

    public void Expect(string word)
    {
        if (!TakeWord(word))
        {
            Refuse($"\"{word}\" is expected{(PeekWord() is { } found ? $", not \"{found}\"" : " here")}");
        }
    }

    public string? OptionalText(string name) => _options.Remove(name, out string? value) ? value : null;

    public string Text(string name, string? fallback = null)
    {
        string? value = OptionalText(name);
        if (string.IsNullOrEmpty(value))
        {
            if (fallback is null || value is not null)
            {
                Refuse($"{name}= is missing");
            }

            return fallback ?? string.Empty;
        }

        return value;
    }

    public double Number(string name, double? fallback, double least, double most)
    {
        string? text = OptionalText(name);
        if (text is null)
        {
            if (fallback is null)
            {
                Refuse($"{name}= is missing");
            }

            return fallback ?? least;
        }

        if (TryNumber(text, out double value) && value >= least && value <= most)
        {
            return value;
        }

        Refuse(string.Create(CultureInfo.InvariantCulture, $"{name}={text} is not a number from {least} to {most}"));
        return least;
    }

    public int Whole(string name, int? fallback, int least, int most)
    {
        double value = Number(name, fallback, least, most);
        if (value != Math.Floor(value))
        {
            Refuse(string.Create(CultureInfo.InvariantCulture, $"{name}={value} is not a whole number"));
        }

        return (int)value;
    }

    public TimeSpan Span(string name, TimeSpan fallback, TimeSpan least)
    {
        string? text = OptionalText(name);
        if (text is null)
        {
            return fallback;
        }

        if (TimeText.TryDuration(text, out TimeSpan value) && value >= least)
        {
            return value;
        }

        Refuse($"{name}={text} is not a time of at least {TimeText.Show(least)}; write 10s, 5m, 500ms or 00:05:00");
        return fallback;
    }

    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices, T fallback)
    {
        string text = Text(name);
        if (choices.TryGetValue(text, out T? value))
        {
            return value;
        }

        if (text.Length > 0)
        {
            Refuse($"{name}={text} is not known; known are {string.Join(", ", choices.Keys.Order(StringComparer.Ordinal))}");
        }

        return fallback;
    }

    /// <summary>Whatever nobody took.</summary>
    public void Finish()
    {
        foreach (string word in _words)
        {
            Refuse($"\"{word}\" is not understood here");
        }

        foreach (string name in _options.Keys)
        {
            Refuse($"{name}= is not an option of this statement");
        }
    }

    public static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
        && double.IsFinite(value);
}
