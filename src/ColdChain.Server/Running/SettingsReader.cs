using System.Globalization;

namespace ColdChain.Server.Running;

/// <summary>Reads one configuration section key by key and keeps every mistake, so that all are shown at once.</summary>
/// <remarks>A key that nobody has asked for is a mistake too: a misspelt limit must not silently be the default.</remarks>
internal sealed class SettingsReader(IConfiguration section, string name)
{
    /// <summary>A password or a token; a file with more is the wrong file.</summary>
    private const int MostSecretBytes = 4_096;

    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _mistakes = [];

    public IReadOnlyList<string> Mistakes => [.. _mistakes, .. UnknownKeys()];

    public string Text(string key, string fallback) => Read(key) ?? fallback;

    public string? OptionalText(string key) => Read(key);

    public bool Flag(string key, bool fallback) =>
        Parsed(key, fallback, "true or false", (string text, out bool value) => bool.TryParse(text, out value));

    public int Number(string key, int fallback, int least, int most) =>
        Parsed(key, fallback, $"a whole number from {least} to {most}", (string text, out int value) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least && value <= most);

    public TimeSpan Duration(string key, TimeSpan fallback, TimeSpan least, TimeSpan most) =>
        Parsed(key, fallback, $"a duration from {least:c} to {most:c}", (string text, out TimeSpan value) =>
            TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value) && value >= least && value <= most);

    public TimeOnly TimeOfDay(string key, TimeOnly fallback, TimeOnly least, TimeOnly most) =>
        Parsed(key, fallback, $"a time of day from {least:HH\\:mm} to {most:HH\\:mm}", (string text, out TimeOnly value) =>
            TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out value) && value >= least && value <= most);

    public Uri HttpAddress(string key, Uri fallback) =>
        Parsed(key, fallback, "an http or https address", (string text, out Uri value) =>
            Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out value!)
            && value.Scheme is "http" or "https");

    /// <summary>One of these words, written as they are.</summary>
    public T Choice<T>(string key, T fallback, IReadOnlyDictionary<string, T> words) =>
        Parsed(key, fallback, string.Join(" or ", words.Keys), (string text, out T value) => words.TryGetValue(text, out value!));

    /// <summary>Out of the key, or of the first line of the file that <c>…File</c> names.</summary>
    public string? Secret(string key)
    {
        string? given = Read(key);
        if (Read($"{key}File") is not { } file)
        {
            return given;
        }

        if (given is not null)
        {
            Refuse($"{key}File", $"is given beside {key}: give one of the two.");
            return given;
        }

        if (!File.Exists(file) || new FileInfo(file).Length > MostSecretBytes)
        {
            Refuse($"{key}File", $"names '{file}', which is no file of at most {MostSecretBytes} bytes.");
            return null;
        }

        string? secret = File.ReadLines(file).FirstOrDefault()?.Trim();
        if (string.IsNullOrEmpty(secret))
        {
            Refuse($"{key}File", $"names '{file}', whose first line is empty.");
            return null;
        }

        return secret;
    }

    /// <summary>The children of a key, each a name and a text.</summary>
    public IReadOnlyDictionary<string, string> Names(string key)
    {
        Dictionary<string, string> named = new(StringComparer.Ordinal);
        foreach (IConfigurationSection child in section.GetSection(key).GetChildren())
        {
            _asked.Add($"{key}:{child.Key}");
            named[child.Key] = child.Value ?? string.Empty;
        }

        return named;
    }

    public void Refuse(string key, string why) => _mistakes.Add($"{name}:{key} {why}");

    private T Parsed<T>(string key, T fallback, string allowed, TryParse<T> tryParse)
    {
        if (Read(key) is not { } text)
        {
            return fallback;
        }

        if (tryParse(text, out T value))
        {
            return value;
        }

        Refuse(key, $"is '{text}'; allowed is {allowed}.");
        return fallback;
    }

    private string? Read(string key)
    {
        _asked.Add(key);
        return string.IsNullOrWhiteSpace(section[key]) ? null : section[key];
    }

    private IEnumerable<string> UnknownKeys() =>
        section.AsEnumerable(makePathsRelative: true)
            .Where(pair => pair.Value is not null && pair.Key.Length > 0 && !_asked.Contains(pair.Key))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{name}:{pair.Key} is no setting of this program; see the sample.");

    private delegate bool TryParse<T>(string text, out T value);
}
