using ColdChain.Core.LoggerFiles;

namespace ColdChain.Agent.Probes.Files;

/// <summary>A folder into which people put the files of loggers.</summary>
public sealed record LoggerFilesOptions
{
    public static readonly TimeSpan DefaultLook = TimeSpan.FromSeconds(10);

    /// <summary>A year of a Fridge-tag 2 L is 2 MB; what is larger is no file of a logger, or has to be cut. Product decision.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    /// <summary>
    /// A file that cannot be read, but may still be on its way, is rejected only when it has stood still for so long: a
    /// copy over a bad line pauses for seconds, not for minutes. Product decision.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public required string Name { get; init; }

    public required string Folder { get; init; }

    public required IReadOnlyList<KnownLogger> Loggers { get; init; }

    /// <summary>From one look into the folder to the next: notification of changes fails on network shares.</summary>
    /// <value>Default 10 s, from 1 s to 1 h.</value>
    public TimeSpan Look { get; init; } = DefaultLook;

    /// <summary>Of the key that certificates are signed with; tests have one of their own.</summary>
    /// <value>Default <see cref="LoggerIssuerKeys.Inferred"/>.</value>
    public string IssuerKey { get; init; } = LoggerIssuerKeys.Inferred;

    /// <value>Default <see cref="SignatureDemand.Required"/>.</value>
    public SignatureDemand Signature { get; init; } = SignatureDemand.Required;
}
