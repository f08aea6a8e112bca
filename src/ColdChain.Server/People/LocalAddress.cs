namespace ColdChain.Server.People;

/// <summary>Addresses to go to afterwards come from the outside: only those of this server are followed.</summary>
internal static class LocalAddress
{
    public static string OrHome(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";
}
