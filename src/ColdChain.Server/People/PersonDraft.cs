namespace ColdChain.Server.People;

/// <summary>A person as somebody typed them, before anything was checked.</summary>
public sealed class PersonDraft
{
    /// <summary>Cannot be changed later: the audit trail names people by it.</summary>
    public string? UserName { get; set; }

    public string? FullName { get; set; }

    public string? Role { get; set; }

    public string? Facility { get; set; }

    public string? Phone { get; set; }

    public string? Language { get; set; }
}
