using System.Globalization;

using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;

namespace ColdChain.Server.Ingest;

/// <summary>Says of one reading whether it may be stored, and if not, why. Pure.</summary>
public sealed class AdmissionRules(EquipmentPlan plan, string agentFacilityPath, Instant now)
{
    /// <summary>
    /// How far ahead of the server's clock a time may be. A clock that is an hour wrong or a zone that was set wrong is
    /// kept and noticed; more than a day is no clock at all. Product decision.
    /// </summary>
    public static readonly TimeSpan FurthestAhead = TimeSpan.FromHours(24);

    /// <summary>What is kept of a name that is no id.</summary>
    private const int LongestName = 200;

    private readonly Dictionary<string, SensorStanding> _known = new(StringComparer.Ordinal);

    /// <summary>The reading to store, or the refusal to keep in quarantine; one of the two is null.</summary>
    public (Reading? Admitted, RefusedReading? Refused) Judge(string sensor, in WireReading wire)
    {
        if (!_known.TryGetValue(sensor, out SensorStanding? standing))
        {
            standing = StandingOf(sensor);
            _known.Add(sensor, standing);
        }

        (RefusalReason Reason, string Explanation)? fault = standing.Fault ?? FaultOf(wire);
        if (fault is { } refusal)
        {
            string name = sensor.Length <= LongestName ? sensor : sensor[..LongestName];
            return (null, new RefusedReading(name, wire, refusal.Reason, refusal.Explanation));
        }

        Reading admitted = new(
            standing.Id,
            Instant.FromUnixMilliseconds(wire.MeasuredAt),
            Temperature.FromMilliCelsius(wire.MilliCelsius),
            (ReadingFlags)wire.Flags);
        return (admitted, null);
    }

    /// <summary>True when no clock could show this moment now.</summary>
    public bool IsImplausible(long unixMilliseconds) =>
        unixMilliseconds < ReadingLimits.Earliest.UnixMilliseconds
        || unixMilliseconds > (now + FurthestAhead).UnixMilliseconds;

    private SensorStanding StandingOf(string sensor)
    {
        if (!SensorId.TryParse(sensor, CultureInfo.InvariantCulture, out SensorId id)
            || !plan.FacilityPathOfSensor.TryGetValue(id, out string? path))
        {
            return new SensorStanding(default, (
                RefusalReason.UnknownSensor,
                "unknown sensor: register it in its facility, then admit the reading from quarantine"));
        }

        return path.StartsWith(agentFacilityPath, StringComparison.Ordinal)
            ? new SensorStanding(id, null)
            : new SensorStanding(id, (
                RefusalReason.OtherFacility,
                "the sensor belongs to a facility that this agent does not serve"));
    }

    private (RefusalReason Reason, string Explanation)? FaultOf(in WireReading wire)
    {
        if (wire.MilliCelsius < ReadingLimits.Coldest.MilliCelsius || wire.MilliCelsius > ReadingLimits.Hottest.MilliCelsius)
        {
            return (
                RefusalReason.ImplausibleValue,
                $"implausible temperature: a sensor measures {ReadingLimits.Coldest} to {ReadingLimits.Hottest} °C");
        }

        return IsImplausible(wire.MeasuredAt)
            ? (RefusalReason.ImplausibleTime, "implausible time: before 2020 or more than 24 hours ahead of the server's clock")
            : null;
    }

    private sealed record SensorStanding(SensorId Id, (RefusalReason Reason, string Explanation)? Fault);
}
