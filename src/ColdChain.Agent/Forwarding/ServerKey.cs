namespace ColdChain.Agent.Forwarding;

/// <summary>The agent's key to its server. Prints as dots, so that no log line or error can give it away.</summary>
public sealed class ServerKey
{
    private readonly string _text;

    public ServerKey(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        _text = text;
    }

    /// <summary>The key itself; for the Authorization header only.</summary>
    public string Reveal() => _text;

    public override string ToString() => "(hidden)";
}
