namespace ColdChain.Server.People;

/// <summary>The four roles. Each person has exactly one; whoever administers does not sign for the data.</summary>
public static class Roles
{
    /// <summary>接种人员: reads, enters and acknowledges for their own facility.</summary>
    public const string Staff = "staff";

    /// <summary>县疾控督导员: reads everything below, writes findings.</summary>
    public const string Inspector = "inspector";

    /// <summary>审计: reads everything below, writes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>管理员: sets up equipment and people.</summary>
    public const string Administrator = "administrator";

    public static readonly IReadOnlyList<string> All = [Staff, Inspector, Auditor, Administrator];
}
