namespace ColdChain.Core.LoggerFiles.Reports;

/// <summary>A value of a JSON text, with the path to it.</summary>
/// <param name="Path">Such as <c>data[0].records[3].TVC</c>; empty for the whole.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Of a text, its letters; of a number, its digits as written; else empty.</param>
internal sealed record JsonTree(string Path, JsonKind Kind, string Text)
{
    /// <summary>Of an object, with their names; of a list, with empty ones.</summary>
    public IReadOnlyList<(string Name, JsonTree Value)> Members { get; init; } = [];

    /// <summary>The last member of this name, as JSON readers take it; null when there is none.</summary>
    public JsonTree? this[string name]
    {
        get
        {
            for (int index = Members.Count - 1; index >= 0; index--)
            {
                if (Kind == JsonKind.Object && Members[index].Name == name)
                {
                    return Members[index].Value;
                }
            }

            return null;
        }
    }

    /// <summary>Of a list; empty for everything else.</summary>
    public IEnumerable<JsonTree> Elements => Kind == JsonKind.List ? Members.Select(member => member.Value) : [];

    /// <summary>A text or a number with something in it; null otherwise.</summary>
    public string? Said => Kind is JsonKind.Text or JsonKind.Number && Text.Length > 0 ? Text : null;
}
