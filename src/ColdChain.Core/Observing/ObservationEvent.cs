namespace ColdChain.Core.Observing;

/// <summary>What a watch says as time goes on; nothing said before is taken back, an end is added by <see cref="Ended"/>.</summary>
public abstract record ObservationEvent
{
    private ObservationEvent(ObservationFinding finding) => Finding = finding;

    /// <summary>The finding as known at that moment.</summary>
    public ObservationFinding Finding { get; }

    /// <summary>It is there; with its end, where the end is what shows it (EX-25, EX-26).</summary>
    public sealed record Found(ObservationFinding Finding) : ObservationEvent(Finding);

    /// <summary>One that was found before is over.</summary>
    public sealed record Ended(ObservationFinding Finding) : ObservationEvent(Finding);
}
