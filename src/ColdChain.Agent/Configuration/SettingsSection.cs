using System.Globalization;
using System.Text.Json;

namespace ColdChain.Agent.Configuration;

/// <summary>One object of the configuration file, read key by key. Collects every mistake instead of stopping at the first.</summary>
/// <remarks>
/// A reader that found a mistake gives a harmless value, so that reading goes on; nobody may use the result when there are
/// mistakes. <see cref="Close"/> names the keys that nobody asked for: a typing error must not silently mean the default.
/// </remarks>
internal sealed class SettingsSection
{
    private readonly JsonElement _object;
    private readonly List<Mistake> _mistakes;
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);

    public SettingsSection(string path, JsonElement? element, List<Mistake> mistakes)
    {
        Path = path;
        _mistakes = mistakes;
        if (element is { ValueKind: JsonValueKind.Object } found)
        {
            _object = found;
        }
        else if (element is { } wrong)
        {
            mistakes.Add(new Mistake(path, $"{wrong.GetRawText()} is not allowed: an object {{ ... }}"));
        }
    }

    public string Path { get; }

    public bool Has(string key) => Find(key) is not null;

    public string Text(string key, string what, string? fallback = null)
    {
        JsonElement? found = Find(key);
        if (found is null && fallback is not null)
        {
            return fallback;
        }

        string? text = found is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
        return string.IsNullOrWhiteSpace(text) ? Wrong(key, found, what, string.Empty) : text;
    }

    public string? OptionalText(string key, string what) => Has(key) ? Text(key, what) : null;

    public bool Flag(string key, bool fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        var found => Wrong(key, found, "true or false", fallback),
    };

    public int Number(string key, int? fallback, int lowest, int highest)
    {
        JsonElement? found = Find(key);
        if (found is null && fallback is { } value)
        {
            return value;
        }

        return found is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int read)
            && read >= lowest && read <= highest
                ? read
                : Wrong(key, found, Text($"a whole number from {lowest} to {highest}"), lowest);
    }

    public decimal Decimal(string key, decimal fallback, decimal lowest, decimal highest)
    {
        JsonElement? found = Find(key);
        return found is null ? fallback
            : found is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out decimal read)
                && read >= lowest && read <= highest
                    ? read
                    : Wrong(key, found, Text($"a number from {lowest} to {highest}"), fallback);
    }

    public TimeSpan Duration(string key, TimeSpan fallback, TimeSpan lowest, TimeSpan highest)
    {
        JsonElement? found = Find(key);
        return found is null ? fallback
            : found is { ValueKind: JsonValueKind.String } value && value.GetString() is { } text && text.Contains(':', StringComparison.Ordinal)
                && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan read) && read >= lowest && read <= highest
                    ? read
                    : Wrong(key, found, $"a duration hh:mm:ss from {Show(lowest)} to {Show(highest)}", fallback);
    }

    public T Choice<T>(string key, T? fallback, params (string Word, T Value)[] choices)
        where T : struct
    {
        JsonElement? found = Find(key);
        if (found is null && fallback is { } value)
        {
            return value;
        }

        string? word = found is { ValueKind: JsonValueKind.String } text ? text.GetString() : found?.GetRawText();
        foreach ((string known, T meaning) in choices)
        {
            if (known == word)
            {
                return meaning;
            }
        }

        return Wrong(key, found, $"one of {string.Join(", ", choices.Select(choice => choice.Word))}", fallback ?? default);
    }

    public T Id<T>(string key, string example)
        where T : struct, ISpanParsable<T>
    {
        string text = Find(key) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : string.Empty;
        return T.TryParse(text, CultureInfo.InvariantCulture, out T id)
            ? id
            : Wrong(key, Find(key), $"an id such as {example}: a-z, 0-9, '-', '_', '.', at most 120 characters", default(T));
    }

    public T? OptionalId<T>(string key, string example)
        where T : struct, ISpanParsable<T> => Has(key) ? Id<T>(key, example) : null;

    /// <summary>A list of whole numbers; an empty one is allowed.</summary>
    public IReadOnlyList<long> Numbers(string key, IReadOnlyList<long> fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(IsWhole) =>
            [.. list.EnumerateArray().Select(one => one.GetInt64())],
        var found => Wrong(key, found, "a list of whole numbers", fallback),
    };

    /// <summary>A list of texts; an empty one is allowed.</summary>
    public IReadOnlyList<string> Texts(string key, IReadOnlyList<string> fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String) =>
            [.. list.EnumerateArray().Select(one => one.GetString()!)],
        var found => Wrong(key, found, "a list of texts", fallback),
    };

    /// <summary>A list of numbers; none when the key is not there.</summary>
    public IReadOnlyList<decimal> Decimals(string key) => Find(key) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(IsDecimal) =>
            [.. list.EnumerateArray().Select(one => one.GetDecimal())],
        var found => Wrong<IReadOnlyList<decimal>>(key, found, "a list of numbers", []),
    };

    /// <summary>A text, or a list of texts; none when the key is not there.</summary>
    public IReadOnlyList<string> Texts(string key, string what) => Find(key) switch
    {
        null => [],
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String) =>
            [.. list.EnumerateArray().Select(one => one.GetString()!)],
        var found => Wrong<IReadOnlyList<string>>(key, found, $"{what}, or a list of such texts", []),
    };

    /// <summary>The members of an object whose keys are the user's own; none when the key is not there.</summary>
    public IReadOnlyList<(string Name, JsonElement Value)> Members(string key, string what) => Find(key) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Object } found => [.. found.EnumerateObject().Select(one => (one.Name, one.Value))],
        var found => Wrong<IReadOnlyList<(string, JsonElement)>>(key, found, what, []),
    };

    /// <summary>The members of an object whose keys are the user's own and whose values are texts.</summary>
    public IReadOnlyDictionary<string, string> TextsByName(string key, string what)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach ((string name, JsonElement value) in Members(key, what))
        {
            if (value.ValueKind == JsonValueKind.String)
            {
                texts[name] = value.GetString()!;
            }
            else
            {
                Add($"{key}.{name}", $"{value.GetRawText()} is not allowed: a text");
            }
        }

        return texts;
    }

    /// <summary>Whether the key holds an object.</summary>
    public bool IsObject(string key) => Find(key) is { ValueKind: JsonValueKind.Object };

    /// <summary>A list of texts, at least one, none of them empty.</summary>
    public IReadOnlyList<string> Words(string key, string what) => Find(key) switch
    {
        { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 0 && list.EnumerateArray().All(IsText) =>
            [.. list.EnumerateArray().Select(one => one.GetString()!)],
        var found => Wrong<IReadOnlyList<string>>(key, found, what, []),
    };

    /// <summary>The section of a key; an empty one when it is not there, whose required keys are then missing.</summary>
    public SettingsSection Section(string key) => new(Join(key), Find(key), _mistakes);

    public IReadOnlyList<SettingsSection> Sections(string key, string what)
    {
        JsonElement? found = Find(key);
        if (found is not { ValueKind: JsonValueKind.Array } array || array.GetArrayLength() == 0)
        {
            return Wrong<IReadOnlyList<SettingsSection>>(key, found, $"a list of {what}, at least one", []);
        }

        return [.. array.EnumerateArray().Select((one, index) =>
            new SettingsSection(Text($"{Join(key)}[{index}]"), one, _mistakes))];
    }

    /// <summary>For what only the reader of several keys can know.</summary>
    public void Add(string key, string problem) => _mistakes.Add(new Mistake(Join(key), problem));

    /// <summary>For mistakes that the options found themselves; a place that has one already is passed over.</summary>
    public void AddOnce(string path, string problem)
    {
        string place = path.Split(' ')[0];
        if (!_mistakes.Exists(mistake => mistake.Path == place))
        {
            _mistakes.Add(new Mistake(path, problem));
        }
    }

    public void Close()
    {
        if (_object.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (JsonProperty property in _object.EnumerateObject())
        {
            if (!_known.Contains(property.Name))
            {
                Add(property.Name, $"unknown key; known here: {string.Join(", ", _known)}");
            }
        }
    }

    private static string Show(TimeSpan time) => time.ToString(
        time.Ticks % TimeSpan.TicksPerSecond == 0 ? @"hh\:mm\:ss" : @"hh\:mm\:ss\.FFF", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static bool IsText(JsonElement one) =>
        one.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(one.GetString());

    private static bool IsWhole(JsonElement one) => one.ValueKind == JsonValueKind.Number && one.TryGetInt64(out _);

    private static bool IsDecimal(JsonElement one) => one.ValueKind == JsonValueKind.Number && one.TryGetDecimal(out _);

    private string Join(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    private JsonElement? Find(string key)
    {
        _known.Add(key);
        return _object.ValueKind == JsonValueKind.Object && _object.TryGetProperty(key, out JsonElement found) ? found : null;
    }

    private T Wrong<T>(string key, JsonElement? found, string allowed, T harmless)
    {
        _mistakes.Add(new Mistake(Join(key), found is { } value ? $"{value.GetRawText()} is not allowed: {allowed}" : $"is missing: {allowed}"));
        return harmless;
    }
}
