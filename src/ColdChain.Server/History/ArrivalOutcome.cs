namespace ColdChain.Server.History;

/// <summary>What became of an <see cref="Arrival"/>.</summary>
public abstract record ArrivalOutcome
{
    private ArrivalOutcome()
    {
    }

    /// <summary>All of it is on the disk, fsynced.</summary>
    /// <param name="Stored">Readings that were new.</param>
    /// <param name="Duplicates">Readings that were there with the same value: nothing was stored twice (G2).</param>
    /// <param name="Conflicts">Readings kept beside another value of the same sensor and moment (G3).</param>
    /// <param name="Refused">New entries in quarantine.</param>
    /// <param name="SequencesUsedAgain">
    /// New readings under a sequence that had been received before: a journal file that was copied or set back. Stored all
    /// the same, since losing one would be worse.
    /// </param>
    public sealed record Durable(int Stored, int Duplicates, int Conflicts, int Refused, int SequencesUsedAgain) : ArrivalOutcome;

    /// <summary>Nothing was stored: too many batches wait for the disk already. Trying again helps.</summary>
    public sealed record Busy : ArrivalOutcome;

    /// <summary>Nothing was stored: the disk is full or failing.</summary>
    public sealed record DiskFailed(string Reason) : ArrivalOutcome;
}
