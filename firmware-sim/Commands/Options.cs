using System.Globalization;
using FirmwareSim.Scenarios;

namespace FirmwareSim.Commands;

/// <summary>The <c>--name value</c> pairs of a command line. Each is taken once; the mistakes are told together.</summary>
internal sealed class Options
{
    private readonly List<(string Name, string Value)> _pairs = [];
    private readonly List<string> _words = [];
    private readonly List<string> _mistakes = [];

    public Options(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];
            if (!argument.StartsWith("--", StringComparison.Ordinal))
            {
                _words.Add(argument);
            }
            else if (i + 1 < arguments.Count)
            {
                _pairs.Add((argument[2..], arguments[++i]));
            }
            else
            {
                _mistakes.Add($"{argument} wants a value");
            }
        }
    }

    /// <summary>All values of this name, in order.</summary>
    public IReadOnlyList<string> TakeAll(string name)
    {
        string[] values = [.. _pairs.Where(pair => pair.Name == name).Select(pair => pair.Value)];
        _pairs.RemoveAll(pair => pair.Name == name);
        return values;
    }

    public string? Take(string name)
    {
        IReadOnlyList<string> values = TakeAll(name);
        if (values.Count > 1)
        {
            Refuse($"--{name} is given {values.Count} times");
        }

        return values.Count > 0 ? values[0] : null;
    }

    public string? TakeWord()
    {
        string? word = _words.FirstOrDefault();
        _words.Remove(word ?? string.Empty);
        return word;
    }

    public int TakeWhole(string name, int fallback, int least, int most)
    {
        string? text = Take(name);
        if (text is null)
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value >= least && value <= most)
        {
            return value;
        }

        Refuse($"--{name} {text}: a whole number from {least} to {most} is expected");
        return fallback;
    }

    public TimeSpan TakeSpan(string name, TimeSpan fallback, TimeSpan least)
    {
        string? text = Take(name);
        if (text is null)
        {
            return fallback;
        }

        if (TimeText.TryDuration(text, out TimeSpan value) && value >= least)
        {
            return value;
        }

        Refuse($"--{name} {text}: a time of at least {TimeText.Show(least)} is expected, such as 5m or 00:05:00");
        return fallback;
    }

    /// <summary>The <c>--set name=value</c> pairs, for <c>${name}</c> in scenarios.</summary>
    public IReadOnlyDictionary<string, string> TakeVariables()
    {
        Dictionary<string, string> variables = new(StringComparer.Ordinal);
        foreach (string pair in TakeAll("set"))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                Refuse($"--set {pair}: name=value is expected");
                continue;
            }

            variables[pair[..equals]] = pair[(equals + 1)..];
        }

        return variables;
    }

    public void Refuse(string mistake) => _mistakes.Add(mistake);

    /// <summary>All mistakes, with whatever nobody took.</summary>
    public IReadOnlyList<string> Finish() =>
    [
        .. _mistakes,
        .. _pairs.Select(pair => $"--{pair.Name} is not an option of this verb"),
        .. _words.Select(word => $"\"{word}\" is not understood here"),
    ];
}
