using ColdChain.Agent.LocalAlarm.Plans;
using ColdChain.Core.Identity;
using ColdChain.Core.Temperatures;

namespace ColdChain.Agent.LocalAlarm.Outputs;

/// <summary>One thing to be done by an output for one alarm. A newer call of the same alarm takes the place of an older one.</summary>
internal sealed record OutputCall
{
    public required string AlarmId { get; init; }

    public required CallKind Kind { get; init; }

    public required StorageUnitId Unit { get; init; }

    public required Temperature Value { get; init; }

    public required string TextZh { get; init; }

    public required string TextEn { get; init; }

    /// <summary>Whom this step tells.</summary>
    public IReadOnlyList<EdgeContact> Contacts { get; init; } = [];

    /// <summary>Sounds, and does not hush.</summary>
    public bool IsLoud => Kind is CallKind.Alarm or CallKind.Notice;

    /// <summary>In place of an older call that was not done yet: whoever that one was to tell is still to be told.</summary>
    public OutputCall InPlaceOf(OutputCall older) => IsLoud && older.IsLoud
        ? this with { Contacts = [.. older.Contacts.Concat(Contacts).DistinctBy(contact => contact.Phone)] }
        : this;
}
