using System.Collections.Immutable;
using System.Globalization;
using ColdChain.Core.Excursions;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Testing;

/// <summary>Tells the story of a fridge in one sentence: one reading a minute, unless it is silent; then says what was found.</summary>
/// <remarks>Immutable: a story can be told on in two ways. It is judged when its last return has had time to stay.</remarks>
public sealed record Fridge
{
    /// <summary>Minute 0 of every story: 2026-05-01 00:00 in Asia/Shanghai.</summary>
    public static readonly Instant Begin = Instant.FromUnixMilliseconds(1_777_564_800_000);

    public static readonly SensorId Sensor = SensorId.Parse("gaochuan/fridge-1/top", CultureInfo.InvariantCulture);

    private Fridge()
    {
    }

    public StorageProfile Profile { get; private init; } = StandardProfiles.CnImmFridge;

    public FreezeSensitiveStock Stock { get; private init; } = FreezeSensitiveStock.None;

    public ImmutableList<Reading> Readings { get; private init; } = [];

    /// <summary>The minute of the next reading.</summary>
    public double NextMinute { get; private init; }

    private Instant? JudgedAt { get; init; }

    /// <summary>Everything found, in order of time.</summary>
    public IReadOnlyList<Excursion> Excursions
    {
        get
        {
            ExcursionRun run = new(Profile) { Stock = Stock };
            foreach (Reading reading in Readings)
            {
                run.Take(reading);
            }

            return run.FoundBy(JudgedAt ?? Readings[^1].MeasuredAt + Profile.ReturnHold);
        }
    }

    /// <summary>A fridge under CN-IMM with its first reading at that minute.</summary>
    public static Fridge From(double minutes, string at) => new Fridge { NextMinute = minutes }.Then(at);

    public static Instant Minute(double minute) => Begin + TimeSpan.FromMinutes(minute);

    public Fridge Under(StorageProfile profile) => this with { Profile = profile };

    public Fridge Holding(FreezeSensitiveStock stock) => this with { Stock = stock };

    /// <summary>One reading a minute at this temperature, for so many minutes.</summary>
    public Fridge Then(string celsius, int forMinutes = 1)
    {
        Temperature value = Temperature.FromCelsius(decimal.Parse(celsius, CultureInfo.InvariantCulture));
        IEnumerable<Reading> more = Enumerable.Range(0, forMinutes).Select(
            number => new Reading(Sensor, Minute(NextMinute + number), value, ReadingFlags.None));
        return this with { Readings = Readings.AddRange(more), NextMinute = NextMinute + forMinutes };
    }

    /// <summary>No readings for so many minutes: the next comes that much later.</summary>
    public Fridge Silent(double forMinutes) => this with { NextMinute = NextMinute + forMinutes };

    /// <summary>The clock stands at this minute when the story is judged.</summary>
    public Fridge JudgedAtMinute(double minute) => this with { JudgedAt = Minute(minute) };

    public void ShouldHaveNoExcursion() => ShouldHaveExcursions(0);

    public IReadOnlyList<Excursion> ShouldHaveExcursions(int count) => Excursions is var found && found.Count == count
        ? found
        : throw new StoryException($"Expected {count} excursions, found {found.Count}: {Told(found)}");

    /// <summary>Exactly one, and observed out of range for so many minutes (EX-07).</summary>
    public FoundExcursion ShouldHaveOneExcursion(double minutes)
    {
        Excursion only = ShouldHaveExcursions(1)[0];
        return only.OutFor == TimeSpan.FromMinutes(minutes)
            ? new FoundExcursion(only)
            : throw new StoryException($"Expected {minutes} minutes out, found {only.OutFor.TotalMinutes}: {Told([only])}");
    }

    private static string Told(IEnumerable<Excursion> found) => string.Join("; ", found.Select(one => string.Create(
        CultureInfo.InvariantCulture,
        $"{one.Limit.Side} from minute {(one.StartedAt - Begin).TotalMinutes} to {(one.EndedAt - Begin)?.TotalMinutes}")));
}
