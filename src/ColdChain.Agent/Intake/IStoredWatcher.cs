namespace ColdChain.Agent.Intake;

/// <summary>Whoever wants to know what has reached the disk: the local alarm, the status page.</summary>
public interface IStoredWatcher
{
    /// <summary>
    /// Called after each commit, in the order of the commits, by one task, before the senders are told; while the disk
    /// fails, once a group is held in memory. It may neither wait nor throw: it holds up every sensor.
    /// </summary>
    void Stored(IReadOnlyList<Observation> group);
}
