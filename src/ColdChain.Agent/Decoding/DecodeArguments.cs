namespace ColdChain.Agent.Decoding;

/// <summary>The options of 'decode': which of its four uses is meant.</summary>
public static class DecodeArguments
{
    private const string Uses =
        "give --file PATH [--time-zone IANA], or --profile NAME with --topic T --payload PATH, with --request HEX --response HEX, or with --line TEXT";

    /// <summary>The request; or null, with what is wrong in words.</summary>
    public static DecodeRequest? Read(IReadOnlyList<string> arguments, out string problem)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        Dictionary<string, string> options = [];
        for (int at = 0; at < arguments.Count; at += 2)
        {
            if (!arguments[at].StartsWith("--", StringComparison.Ordinal) || at + 1 == arguments.Count)
            {
                problem = $"'{arguments[at]}' {(at + 1 == arguments.Count ? "has no value" : "is no option")}: {Uses}";
                return null;
            }

            if (!options.TryAdd(arguments[at], arguments[at + 1]))
            {
                problem = $"'{arguments[at]}' is there twice";
                return null;
            }
        }

        problem = Uses;
        return Choose(options);
    }

    private static DecodeRequest? Choose(Dictionary<string, string> options)
    {
        string? Of(string name) => options.GetValueOrDefault(name);
        bool Only(params ReadOnlySpan<string> names)
        {
            int known = 0;
            foreach (string name in names)
            {
                known += options.ContainsKey(name) ? 1 : 0;
            }

            return known == options.Count;
        }

        return (Of("--file"), Of("--profile")) switch
        {
            ({ } file, null) when Only("--file", "--time-zone") => new DecodeRequest.OfFile(file, Of("--time-zone")),
            (null, { } profile) when Of("--topic") is { } topic && Of("--payload") is { } payload
                && Only("--profile", "--topic", "--payload") => new DecodeRequest.OfMessage(profile, topic, payload),
            (null, { } profile) when Of("--request") is { } request && Of("--response") is { } response
                && Only("--profile", "--request", "--response") => new DecodeRequest.OfExchange(profile, request, response),
            (null, { } profile) when Of("--line") is { } line && Only("--profile", "--line") =>
                new DecodeRequest.OfLine(profile, line),
            _ => null,
        };
    }
}
