namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>A name with '*' for any letters, upper and lower case alike.</summary>
internal sealed class GlobPattern(string text)
{
    private readonly string[] _pieces = text.Split('*');

    public string Text => text;

    public bool Fits(string name)
    {
        if (_pieces.Length == 1)
        {
            return name.Equals(text, StringComparison.OrdinalIgnoreCase);
        }

        ReadOnlySpan<char> rest = name;
        if (!rest.StartsWith(_pieces[0], StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        rest = rest[_pieces[0].Length..];
        foreach (string piece in _pieces.AsSpan(1, _pieces.Length - 2))
        {
            int at = rest.IndexOf(piece, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + piece.Length)..];
        }

        return rest.EndsWith(_pieces[^1], StringComparison.OrdinalIgnoreCase);
    }
}
