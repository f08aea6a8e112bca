using System.Globalization;
using System.Text.Json;
using ColdChain.Agent.LocalAlarm.Outputs.Gsm;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.LocalAlarm.Plans;

/// <summary>What the server last said that this agent must watch for; immutable.</summary>
/// <param name="Version">The server's; empty when nothing has ever been heard.</param>
/// <param name="Units">Each with its rules.</param>
public sealed record EdgePlan(string Version, IReadOnlyList<EdgeUnit> Units)
{
    /// <summary>Before the server was ever reached: nothing is known, so nothing can be judged.</summary>
    public static readonly EdgePlan Empty = new(string.Empty, []);

    /// <summary>Bytes of a reply; a thousand units with every rule stay below it.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    /// <summary>The plan, or in words what is wrong with it. Never an exception, whatever the bytes.</summary>
    public static EdgePlan? Parse(ReadOnlySpan<byte> json, out string reason)
    {
        if (!EdgeJson.TryRead(json, WireJson.Default.ProfileReply, out ProfileReply? reply, out reason))
        {
            return null;
        }

        if (reply.Units.Count > ProfileReply.MostUnits || reply.Contacts.Count > ProfileReply.MostUnits)
        {
            reason = $"it has {reply.Units.Count} units and {reply.Contacts.Count} contacts";
            return null;
        }

        if (string.IsNullOrWhiteSpace(reply.Version))
        {
            reason = "it has no version";
            return null;
        }

        List<EdgeUnit> units = [];
        foreach (UnitProfile unit in reply.Units)
        {
            if (Read(unit, reply.Contacts, out reason) is not { } read)
            {
                return null;
            }

            units.Add(read);
        }

        bool isUnique = units.DistinctBy(unit => unit.Id).Count() == units.Count;
        reason = isUnique ? string.Empty : "a unit is in it twice";
        return isUnique ? new EdgePlan(reply.Version, units) : null;
    }

    private static EdgeUnit? Read(UnitProfile? unit, IReadOnlyList<UnitContact> contacts, out string reason)
    {
        if (unit is null || !StorageUnitId.TryParse(unit.Unit, CultureInfo.InvariantCulture, out StorageUnitId id))
        {
            reason = $"'{unit?.Unit}' is no id of a unit";
            return null;
        }

        StorageProfile? profile = null;
        reason = "it is missing";
        if (unit.Profile?.TryRead(out profile, out reason) != true)
        {
            reason = $"the profile of {id}: {reason}";
            return null;
        }

        List<SensorId> sensors = [];
        foreach (string text in unit.Sensors)
        {
            if (!SensorId.TryParse(text, CultureInfo.InvariantCulture, out SensorId sensor))
            {
                reason = $"'{text}' in {id} is no id of a sensor";
                return null;
            }

            sensors.Add(sensor);
        }

        return new EdgeUnit
        {
            Id = id,
            NameZh = unit.NameZh ?? unit.Unit,
            NameEn = unit.NameEn ?? unit.Unit,
            IsInUse = unit.IsInUse,
            MayHoldFreezeSensitive = unit.FreezeSensitiveInside != UnitProfile.No,
            Sensors = sensors,
            Profile = profile!,
            Contacts = [.. contacts.Where(one => one is not null && one.Facility == unit.Facility).Select(Read).OfType<EdgeContact>().OrderBy(one => one.Order)],
        };
    }

    /// <summary>A contact whose phone is none is left out: the limits beside it are worth more than the refusal of all.</summary>
    private static EdgeContact? Read(UnitContact contact) =>
        PhoneNumber.TryParse(contact.Phone, out PhoneNumber? phone)
            ? new EdgeContact(contact.Order, contact.Name ?? string.Empty, phone, contact.Language == "en")
            : null;
}
