namespace ColdChain.Server.LoggerFiles;

/// <summary>What became of a file that somebody confirmed.</summary>
public abstract record UploadOutcome
{
    private UploadOutcome()
    {
    }

    /// <summary>All of it is on the disk.</summary>
    /// <param name="Stored">Readings that were new, daily extremes among them.</param>
    /// <param name="AlreadyKnown">Readings that were on record.</param>
    /// <param name="Conflicts">Readings kept beside another value of their moment.</param>
    public sealed record Taken(int Stored, int AlreadyKnown, int Conflicts) : UploadOutcome;

    public sealed record Refused(FileObjection Why) : UploadOutcome;
}
