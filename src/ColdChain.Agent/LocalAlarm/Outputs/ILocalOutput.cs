namespace ColdChain.Agent.LocalAlarm.Outputs;

/// <summary>One way in which an alarm is heard: a command, a siren, a modem. Knows nothing of the others.</summary>
/// <remarks>
/// Contained by <see cref="OutputPump"/>: it may throw, and it may hang. The same call may come again after a fault or a
/// crash, so it must be harmless twice.
/// </remarks>
internal interface ILocalOutput
{
    /// <summary>What events and logs call it.</summary>
    string Name { get; }

    /// <summary>Longer than any honest attempt takes; after it the attempt counts as failed.</summary>
    TimeSpan LongestAttempt { get; }

    /// <summary>Shows a state and not a moment: after a restart it is told of what still stands.</summary>
    bool IsLevel { get; }

    /// <summary>Does it, or says why not.</summary>
    Task<OutputOutcome> PerformAsync(OutputCall call, CancellationToken cancellationToken);

    /// <summary>What it does between calls, until the token ends it; tells what is wrong with it, and null when it is well again.</summary>
    Task AttendAsync(Action<string?> tell, CancellationToken cancellationToken);
}
