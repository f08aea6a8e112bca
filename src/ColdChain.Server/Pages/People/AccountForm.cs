namespace ColdChain.Server.Pages.People;

/// <summary>What the account page posts.</summary>
public sealed class AccountForm
{
    /// <summary>The password of now, asked for before anything that ends sessions.</summary>
    public string? Current { get; set; }

    public string? Password { get; set; }

    public string? Repeated { get; set; }

    public string? Language { get; set; }
}
