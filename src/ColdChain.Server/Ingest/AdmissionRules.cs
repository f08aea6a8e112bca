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

    /// <summary>The history keeps sixteen bits of flags.</summary>
    private const int MostFlags = ushort.MaxValue;

    private readonly long _latest = (now + FurthestAhead).UnixMilliseconds;

    /// <summary>The reading to store, or the refusal to keep in quarantine; one of the two is null.</summary>
    public (Reading? Admitted, RefusedReading? Refused) Judge(string sensor, in WireReading wire)
    {
        SensorStanding standing = StandingOf(sensor);
        if ((standing.Fault ?? FaultOf(wire)) is { } fault)
        {
            return (null, Refusal(sensor, wire, fault));
        }

        Reading admitted = new(
            standing.Id,
            Instant.FromUnixMilliseconds(wire.MeasuredAt),
            Temperature.FromMilliCelsius(wire.MilliCelsius),
            (ReadingFlags)wire.Flags);
        return (admitted, null);
    }

    /// <summary>What of a series may be stored; what may not is added to <paramref name="refused"/>.</summary>
    /// <remarks>Nearly every series is plausible as a whole, and then it is given back as it is.</remarks>
    public ArrivedSeries Judge(string sensor, WireReading[] readings, List<RefusedReading> refused)
    {
        SensorStanding standing = StandingOf(sensor);
        if (standing.Fault is null && IsPlausible(readings))
        {
            return new ArrivedSeries(standing.Id, readings);
        }

        List<WireReading> admitted = [];
        foreach (WireReading wire in readings)
        {
            if ((standing.Fault ?? FaultOf(wire)) is { } fault)
            {
                refused.Add(Refusal(sensor, wire, fault));
            }
            else
            {
                admitted.Add(wire);
            }
        }

        return new ArrivedSeries(standing.Id, admitted.ToArray());
    }

    /// <summary>True when no clock could show this moment now.</summary>
    public bool IsImplausible(long unixMilliseconds) =>
        unixMilliseconds < ReadingLimits.Earliest.UnixMilliseconds
        || unixMilliseconds > _latest;

    /// <summary>True when none of them has a fault.</summary>
    private bool IsPlausible(ReadOnlySpan<WireReading> readings)
    {
        foreach (ref readonly WireReading wire in readings)
        {
            if (wire.MilliCelsius < ReadingLimits.Coldest.MilliCelsius || wire.MilliCelsius > ReadingLimits.Hottest.MilliCelsius
                || unchecked((uint)wire.Flags) > MostFlags || IsImplausible(wire.MeasuredAt))
            {
                return false;
            }
        }

        return true;
    }

    private static RefusedReading Refusal(string sensor, in WireReading wire, (RefusalReason Reason, string Explanation) fault) =>
        new(sensor.Length <= LongestName ? sensor : sensor[..LongestName], wire, fault.Reason, fault.Explanation);

    private SensorStanding StandingOf(string sensor)
    {
        if (ReservedNames.Holds(sensor))
        {
            return new SensorStanding(default, (
                RefusalReason.UnknownSensor,
                "reserved name: no sensor is called '_/...'; name it otherwise at the agent, and register it under that name"));
        }

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

        if (unchecked((uint)wire.Flags) > MostFlags)
        {
            return (RefusalReason.UnknownFlags, $"unknown flags: this server keeps 0 to {MostFlags}; is it older than the agent?");
        }

        return IsImplausible(wire.MeasuredAt)
            ? (RefusalReason.ImplausibleTime, "implausible time: before 2020 or more than 24 hours ahead of the server's clock")
            : null;
    }

    private readonly record struct SensorStanding(SensorId Id, (RefusalReason Reason, string Explanation)? Fault);
}
