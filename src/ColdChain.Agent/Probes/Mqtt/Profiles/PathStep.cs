namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>One step of a <see cref="ValuePath"/>: a member by its name, or a place in a list, counted from 0.</summary>
/// <param name="Name">Null for a place in a list. With one '*' every member whose name fits.</param>
internal readonly record struct PathStep(string? Name, int Place)
{
    public bool IsWild => Name is not null && Name.Contains('*', StringComparison.Ordinal);

    public bool Fits(string member)
    {
        int star = Name!.IndexOf('*', StringComparison.Ordinal);
        return member.Length >= Name.Length - 1
            && member.StartsWith(Name[..star], StringComparison.Ordinal)
            && member.EndsWith(Name[(star + 1)..], StringComparison.Ordinal);
    }
}
