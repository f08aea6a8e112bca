namespace FirmwareSim.Commands;

/// <summary>What the process says when it ends.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Something outside failed: a port, a server, a file.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the scenario has mistakes; nothing was started.</summary>
    public const int Mistaken = 2;
}
