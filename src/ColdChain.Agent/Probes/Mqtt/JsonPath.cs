using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>Where a value is inside a JSON object: names joined by dots. Knows no arrays and no dots inside names.</summary>
public sealed class JsonPath
{
    private readonly string[] _names;

    private JsonPath(string text)
    {
        Text = text;
        _names = text.Split('.');
    }

    public string Text { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out JsonPath? path)
    {
        ArgumentNullException.ThrowIfNull(text);
        path = new JsonPath(text);
        path = path._names.All(name => name.Length > 0) ? path : null;
        return path is not null;
    }

    /// <summary>
    /// False when a name on the way is missing. A null on the way counts as found: the device knows the part and says
    /// that it has nothing for it.
    /// </summary>
    public bool TryFind(JsonElement root, out JsonElement found)
    {
        found = root;
        foreach (string name in _names)
        {
            if (found.ValueKind == JsonValueKind.Null)
            {
                return true;
            }

            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found))
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString() => Text;
}
