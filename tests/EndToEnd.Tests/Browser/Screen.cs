namespace EndToEnd.Tests.Browser;

/// <summary>The two sizes that every page must suit, in CSS pixels.</summary>
public sealed record Screen(string Name, int Width, int Height, bool IsPhone)
{
    public static readonly Screen Phone = new("phone", 390, 844, IsPhone: true);

    public static readonly Screen Desktop = new("desktop", 1440, 900, IsPhone: false);

    public static readonly IReadOnlyList<Screen> All = [Phone, Desktop];
}
