namespace ColdChain.Agent.Probes.Mqtt.Profiles.Steps;

/// <summary>What aliases stand for, by the births. Bounded: a node with more metrics than any real one keeps no names.</summary>
internal sealed class SparkplugNames
{
    private const int MostScopes = 1000;

    private const int MostMetrics = 20_000;

    private readonly Dictionary<string, Dictionary<ulong, Known>> _scopes = new(StringComparer.Ordinal);
    private int _metrics;

    /// <summary>A birth says all names anew; that of a node ends those of its devices.</summary>
    public void Learn(string scope, IReadOnlyList<SparkplugMetric> metrics, string? forgetBelow)
    {
        foreach (string old in _scopes.Keys.Where(one => one == scope || (forgetBelow is not null && one.StartsWith(forgetBelow, StringComparison.Ordinal))).ToArray())
        {
            _metrics -= _scopes[old].Count;
            _scopes.Remove(old);
        }

        Dictionary<ulong, Known> names = [];
        foreach (SparkplugMetric metric in metrics)
        {
            if (metric is { Name: { Length: > 0 } name, Alias: { } alias } && names.Count < MostMetrics - _metrics)
            {
                names[alias] = new Known(name, metric.EngineeringUnit);
            }
        }

        if (_scopes.Count < MostScopes)
        {
            _scopes[scope] = names;
            _metrics += names.Count;
        }
    }

    /// <summary>Null when only a birth that was not seen could tell.</summary>
    public Known? Of(string scope, SparkplugMetric metric)
    {
        Known? known = metric.Alias is { } alias && _scopes.TryGetValue(scope, out Dictionary<ulong, Known>? names)
            ? names.GetValueOrDefault(alias)
            : null;
        return metric.Name is { Length: > 0 } name ? new Known(name, known?.Unit) : known;
    }

    /// <param name="Unit">As the birth said it; null when it said none.</param>
    internal sealed record Known(string Name, string? Unit);
}
