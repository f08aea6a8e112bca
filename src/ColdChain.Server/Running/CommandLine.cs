namespace ColdChain.Server.Running;

/// <summary>A verb and its options: <c>run --data DIR --urls URL</c>. Unknown options are mistakes, listed all at once.</summary>
public sealed class CommandLine
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flags = new(StringComparer.Ordinal);

    private CommandLine(string verb) => Verb = verb;

    /// <summary>Without one, <c>run</c>.</summary>
    public string Verb { get; }

    public bool WantsHelp { get; private set; }

    public List<string> Mistakes { get; } = [];

    public string? this[string option] => _values.GetValueOrDefault(option);

    /// <summary>Whether this option, which takes no value, was given.</summary>
    public bool Has(string flag) => _flags.Contains(flag);

    /// <param name="arguments">As the process got them.</param>
    /// <param name="known">Options that take a value.</param>
    /// <param name="flags">Options that take none.</param>
    public static CommandLine Parse(
        IReadOnlyList<string> arguments, IReadOnlySet<string> known, IReadOnlySet<string>? flags = null)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(known);
        bool hasVerb = arguments.Count > 0 && !arguments[0].StartsWith('-');
        CommandLine line = new(hasVerb ? arguments[0] : "run");
        for (int i = hasVerb ? 1 : 0; i < arguments.Count; i++)
        {
            string option = arguments[i];
            if (option is "--help" or "-h")
            {
                line.WantsHelp = true;
            }
            else if (flags?.Contains(option) is true)
            {
                line._flags.Add(option);
            }
            else if (!known.Contains(option))
            {
                line.Mistakes.Add($"'{option}' is not an option of '{line.Verb}'; see --help.");
            }
            else if (i + 1 == arguments.Count)
            {
                line.Mistakes.Add($"{option} needs a value.");
            }
            else
            {
                line._values[option] = arguments[++i];
            }
        }

        return line;
    }

    public string? Require(string option)
    {
        string? value = this[option];
        if (string.IsNullOrWhiteSpace(value))
        {
            Mistakes.Add($"{Verb} needs {option}; see --help.");
        }

        return value;
    }
}
