namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>Holds when there is a value at the path, and, with <paramref name="Is"/>, when it is one of these.</summary>
/// <param name="IsMissing">Turns it round: holds when nothing is there.</param>
internal sealed record ProfileCondition(ValuePath Path, IReadOnlyList<string> Is, bool IsMissing)
{
    public bool Holds(MessageScope scope)
    {
        bool isThere = scope.TryFindOutward(Path, out System.Text.Json.JsonElement found)
            && found.ValueKind is not (System.Text.Json.JsonValueKind.Null or System.Text.Json.JsonValueKind.Undefined);
        return IsMissing ? !isThere : isThere && (Is.Count == 0 || Is.Contains(MessageScope.TextOf(found), StringComparer.OrdinalIgnoreCase));
    }
}
