using ColdChain.Agent.LocalAlarm.Outputs;
using ColdChain.Agent.LocalAlarm.Plans;

namespace ColdChain.Agent.LocalAlarm;

/// <summary>What the local alarm is given to work with.</summary>
/// <param name="Server">Where the plan comes from.</param>
/// <param name="Contact">Whether the line is up.</param>
/// <param name="Outputs">Made once; a modem acknowledges at the table that it is given.</param>
internal sealed record LocalAlarmParts(
    IProfileLine Server, ServerContact Contact, Func<AlarmTable, IReadOnlyList<ILocalOutput>> Outputs);
