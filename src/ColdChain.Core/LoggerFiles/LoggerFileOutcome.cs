namespace ColdChain.Core.LoggerFiles;

/// <summary>What a file holds, or why it is not taken.</summary>
public abstract record LoggerFileOutcome
{
    private LoggerFileOutcome()
    {
    }

    /// <summary>Its structure is whole. Single parts may still have been rejected (<see cref="LoggerFile.Rejected"/>).</summary>
    public sealed record Read(LoggerFile File) : LoggerFileOutcome;

    /// <summary>Nothing of it is taken: of no known format, cut short, or broken. At least one reason.</summary>
    public sealed record Refused(IReadOnlyList<LoggerFileFault> Reasons) : LoggerFileOutcome;

    internal static Refused Because(string where, string reason) => new([new LoggerFileFault(where, reason)]);
}
