namespace ColdChain.Core.LoggerFiles;

/// <summary>What has to be known besides a file to read it.</summary>
public sealed record LoggerFileTerms
{
    /// <summary>No zone, no mapping, the issuer's key as inferred.</summary>
    public static readonly LoggerFileTerms Default = new();

    /// <summary>
    /// Of the logger's clock. Null: local times stay without a moment. For a clock that nobody puts forward in spring this is a zone
    /// without daylight saving, such as Etc/GMT-8.
    /// </summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>How a table of columns is to be read; null: by its titles, where one answer remains.</summary>
    public DelimitedMapping? Mapping { get; init; }

    /// <summary>X then Y of the key that certificates are signed with, each of 32 bytes, the lowest first: 128 hexadecimal digits.</summary>
    public string IssuerKey { get; init; } = LoggerIssuerKeys.Inferred;
}
