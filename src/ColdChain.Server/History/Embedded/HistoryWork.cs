namespace ColdChain.Server.History.Embedded;

/// <summary>Something to be written in the next transaction; whoever asked hears of it once that is on the disk.</summary>
internal abstract class HistoryWork
{
    public abstract void Apply(WriteSession session);

    /// <summary>The transaction is fsynced.</summary>
    public abstract void Succeed();

    public abstract void Fail(Exception fault);
}
