using System.Net.Mail;
using ColdChain.Server.Running;

namespace ColdChain.Server.Integrity;

/// <summary>Reads the section <c>Integrity</c>, all mistakes at once.</summary>
public static class IntegrityConfiguration
{
    public const string Section = "Integrity";

    /// <summary>A mail a day to each; more people read it from a list of the county's own.</summary>
    public const int MostAddresses = 20;

    private const string MailRootsTo = "MailRootsTo";

    public static IntegrityOptions Read(IConfiguration configuration, out IReadOnlyList<string> mistakes)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        SettingsReader settings = new(configuration.GetSection(Section), Section);
        string[] addresses = (settings.OptionalText(MailRootsTo) ?? string.Empty)
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (string address in addresses.Where(address => !MailAddress.TryCreate(address, out MailAddress? read) || read.Address != address || address.Contains(' ', StringComparison.Ordinal)))
        {
            settings.Refuse(MailRootsTo, $"has '{address}', which is no mail address such as archive@example.cn.");
        }

        if (addresses.Length > MostAddresses)
        {
            settings.Refuse(MailRootsTo, $"has {addresses.Length} addresses; allowed are {MostAddresses}.");
        }

        mistakes = settings.Mistakes;
        return new IntegrityOptions { MailRootsTo = addresses };
    }
}
