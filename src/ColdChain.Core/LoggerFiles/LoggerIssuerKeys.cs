namespace ColdChain.Core.LoggerFiles;

/// <summary>Keys that certificates of loggers are signed with.</summary>
public static class LoggerIssuerKeys
{
    /// <summary>
    /// Of Berlinger and Q-tag, on NIST P-256. Inferred, not published: the certificates of lots 1792, 1793, 1794, 1796 (2020) and
    /// 26102012 (2012) allow one key in common, and it is this.
    /// </summary>
    public const string Inferred =
        "6619afdc1b1198fcc7d8462aed7ef55293883a19ac0ac04f878b26041bbea20a"
        + "68f60c18dac0aaab9f74afb65c503c00fd484b7cfc9a5b7e7b1aaeb94816bee3";
}
