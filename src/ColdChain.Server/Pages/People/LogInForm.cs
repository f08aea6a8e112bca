namespace ColdChain.Server.Pages.People;

/// <summary>What the log-in page posts.</summary>
public sealed class LogInForm
{
    public string? UserName { get; set; }

    public string? Password { get; set; }
}
