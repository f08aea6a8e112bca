namespace ColdChain.Agent.Commands;

/// <summary>How the program ends; the numbers are those of sysexits.h where it has one.</summary>
public static class ExitCode
{
    public const int Done = 0;

    /// <summary>A fault that the agent could not go on with; systemd starts it again. 'decode': not all was decoded.</summary>
    public const int Failed = 1;

    /// <summary>'decode': the signature in the file does not fit the file.</summary>
    public const int SignatureInvalid = 3;

    /// <summary>EX_USAGE: an unknown verb or option.</summary>
    public const int Usage = 64;

    /// <summary>EX_TEMPFAIL: another agent works on the same data directory.</summary>
    public const int AlreadyRunning = 75;

    /// <summary>EX_CONFIG: the configuration file has mistakes; all of them were printed.</summary>
    public const int BadConfiguration = 78;
}
