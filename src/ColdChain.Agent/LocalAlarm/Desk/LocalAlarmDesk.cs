using ColdChain.Agent.LocalAlarm.Outputs;

namespace ColdChain.Agent.LocalAlarm.Desk;

/// <summary>Where people at the edge see the alarms and say that they have them: for the status page and the verb.</summary>
public sealed class LocalAlarmDesk
{
    private const int LongestName = 60;

    private readonly AlarmTable _table;
    private readonly IReadOnlyList<OutputPump> _outputs;
    private readonly TimeProvider _clock;

    internal LocalAlarmDesk(AlarmTable table, IReadOnlyList<OutputPump> outputs, TimeProvider clock) =>
        (_table, _outputs, _clock) = (table, outputs, clock);

    /// <summary>What stands, in the order of units.</summary>
    public IReadOnlyList<LocalAlarmLine> List() =>
    [
        .. _table.Standing.Select(one =>
        {
            (string zh, string en) = AlarmSentence.Of(one.Alarm, one.Unit, _clock.LocalTimeZone);
            return new LocalAlarmLine(
                one.Alarm.Id, zh, en, one.Alarm.State.RaisedAt, one.Alarm.IsQuiet ? one.Alarm.State.TakenBy : null);
        }),
    ];

    /// <summary>Each output with what is wrong with it; null while it works.</summary>
    public IReadOnlyList<(string Name, string? Trouble)> Outputs() => [.. _outputs.Select(output => (output.Name, output.Trouble))];

    /// <summary>The name as it goes on record, on one line and no longer than a name is; empty where there is none in it.</summary>
    public static string NameOf(string? said) =>
        new string([.. (said ?? string.Empty).Trim().Where(letter => !char.IsControl(letter)).Take(LongestName)]).Trim();

    /// <summary>The outputs fall silent; the alarm stands until the temperature is back.</summary>
    /// <param name="id">As <see cref="List"/> gives it.</param>
    /// <param name="name">Whose <see cref="NameOf"/> is not empty.</param>
    /// <param name="way">By which way they said so.</param>
    public AcknowledgeOutcome Acknowledge(string id, string name, AcknowledgedBy way)
    {
        ArgumentNullException.ThrowIfNull(id);
        string clean = NameOf(name);
        ArgumentException.ThrowIfNullOrEmpty(clean, nameof(name));
        return _table.Acknowledge(id, clean, way);
    }
}
