using System.Security.Cryptography;
using System.Text.Json;
using ColdChain.Core.LoggerFiles;
using Microsoft.AspNetCore.DataProtection;

namespace ColdChain.Server.LoggerFiles;

/// <summary>Seals tickets, so that nobody confirms what they were not shown; and knows the key by which loggers' files are verified.</summary>
public sealed class LoggerFileSeal(IDataProtectionProvider protection, string issuerKey)
{
    private readonly IDataProtector _protector = protection.CreateProtector("logger-file");

    /// <summary>As <see cref="LoggerFileTerms.IssuerKey"/>.</summary>
    public string IssuerKey { get; } = issuerKey;

    public string Close(LoggerFileTicket ticket) => _protector.Protect(JsonSerializer.Serialize(ticket));

    /// <summary>Null for what was not closed here.</summary>
    public LoggerFileTicket? Open(string? sealedTicket)
    {
        if (string.IsNullOrEmpty(sealedTicket))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<LoggerFileTicket>(_protector.Unprotect(sealedTicket));
        }
        catch (Exception fault) when (fault is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }
}
