namespace ColdChain.Core.Identity;

/// <summary>Ids whose first segment is <c>_</c> are kept for what stands beside sensors in a daily root, such as <c>_/audit-trail</c>.</summary>
/// <remarks>Well formed, so that a root can be read; nothing that people register may have one.</remarks>
public static class ReservedNames
{
    private const string First = "_";

    public static bool Holds(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id == First || id.StartsWith(First + "/", StringComparison.Ordinal);
    }
}
