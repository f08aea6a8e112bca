namespace ColdChain.Server.Integrity;

/// <summary>Whom the daily root goes to beside the agents.</summary>
public sealed record IntegrityOptions
{
    /// <summary>
    /// <c>Integrity:MailRootsTo</c>: mail addresses with commas between them, by the mail server of <c>Alarming:Smtp</c>. Default:
    /// nobody. At most <see cref="IntegrityConfiguration.MostAddresses"/>.
    /// </summary>
    public IReadOnlyList<string> MailRootsTo { get; init; } = [];
}
