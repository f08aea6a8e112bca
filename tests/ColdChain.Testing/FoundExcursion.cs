using System.Globalization;
using ColdChain.Core.Excursions;
using ColdChain.Core.Temperatures;

namespace ColdChain.Testing;

/// <summary>What a story says of the one excursion that was found in it.</summary>
public sealed class FoundExcursion(Excursion found)
{
    public FoundExcursion AndNoAlarm() => Holds(
        found.Alarms.IsEmpty, $"no alarm, found {string.Join(", ", found.Alarms.Select(alarm => alarm.Rule.Id))}");

    /// <summary>Exactly one alarm, of this rule, due at this minute of the story.</summary>
    public FoundExcursion AndAnAlarm(string rule, double dueAtMinute) => Holds(
        found.Alarms is [var alarm] && alarm.Rule.Id == rule && alarm.DueAt == Fridge.Minute(dueAtMinute),
        string.Create(
            CultureInfo.InvariantCulture,
            $"{rule} due at minute {dueAtMinute}, found {string.Join(", ", found.Alarms.Select(alarm => $"{alarm.Rule.Id} at {(alarm.DueAt - Fridge.Begin).TotalMinutes}"))}"));

    public FoundExcursion From(double minute) => Holds(
        found.StartedAt == Fridge.Minute(minute),
        string.Create(CultureInfo.InvariantCulture, $"begin at minute {minute}, found {(found.StartedAt - Fridge.Begin).TotalMinutes}"));

    public FoundExcursion Until(double minute) => Holds(
        found.EndedAt == Fridge.Minute(minute),
        string.Create(CultureInfo.InvariantCulture, $"end at minute {minute}, found {(found.EndedAt - Fridge.Begin)?.TotalMinutes}"));

    public FoundExcursion StillGoingOn() => Holds(!found.IsOver, $"it to go on, found the end {found.EndedAt}");

    public FoundExcursion PeakingAt(string celsius, double minute) => Holds(
        found.Peak == Temperature.FromCelsius(decimal.Parse(celsius, CultureInfo.InvariantCulture))
            && found.PeakAt == Fridge.Minute(minute),
        string.Create(
            CultureInfo.InvariantCulture,
            $"peak {celsius} at minute {minute}, found {found.Peak} at {(found.PeakAt - Fridge.Begin).TotalMinutes}"));

    public FoundExcursion WithUnobserved(double minutes) => Holds(
        found.UnobservedMilliseconds == (long)TimeSpan.FromMinutes(minutes).TotalMilliseconds,
        string.Create(CultureInfo.InvariantCulture, $"{minutes} minutes unobserved, found {found.UnobservedMilliseconds / 60_000.0}"));

    private FoundExcursion Holds(bool holds, string expected) =>
        holds ? this : throw new StoryException($"Expected {expected}.");
}
