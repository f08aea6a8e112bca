using ColdChain.Core.Time;

namespace ColdChain.Server.Monitoring;

/// <summary>Lets the clock speak: alarms that fall due, returns that have stayed, sensors that fell silent (EX-04).</summary>
/// <remarks>Called every few seconds by a job; any number of calls, or none for an hour, lead to the same records.</remarks>
public interface IDueSweep
{
    Task SweepAsync(Instant now, CancellationToken cancellationToken);
}
