using ColdChain.Core.Keeping;
using ColdChain.Core.Observing;
using ColdChain.Core.Readings;
using ColdChain.Testing;

namespace ColdChain.Core.Tests.Observing;

/// <summary>docs/rules/excursions.md, one story a sentence.</summary>
public sealed class GapAndFaultTests
{
    [Fact] // EX-22
    public void A_gap_runs_from_when_the_last_reading_stops_to_speak_until_the_next_reading()
    {
        ObservationFinding gap = Fridge.From(minutes: 0, at: "5.0").Silent(forMinutes: 119).Then("6.0").OnlyFindingBy(minute: 120);

        Assert.Equal((ObservationKind.Gap, (30, 120)), (gap.Kind, gap.Minutes()));
        Assert.Equal(Some.Degrees("5.0"), gap.Value);
    }

    [Fact] // EX-22
    public void Readings_exactly_half_an_hour_apart_leave_no_gap() =>
        Assert.Empty(Fridge.From(minutes: 0, at: "5.0").Silent(forMinutes: 29).Then("5.0").FindingsBy(minute: 30));

    [Fact] // EX-22
    public void In_transport_a_reading_speaks_for_five_minutes() => Assert.Equal(
        (5, 7),
        Fridge.From(minutes: 0, at: "5.0").Silent(forMinutes: 6).Then("5.0")
            .Under(StandardProfiles.Find("CN-IMM/cold-box")!).OnlyFindingBy(minute: 7).Minutes());

    [Theory] // EX-22
    [InlineData(30, false)]
    [InlineData(30.001, true)]
    public void The_clock_alone_shows_a_gap_that_goes_on(double minute, bool isGap)
    {
        IReadOnlyList<ObservationFinding> found = Fridge.From(minutes: 0, at: "5.0").FindingsBy(minute);

        Assert.Equal(isGap ? [(30, null)] : [], found.Select(finding => finding.Minutes()));
    }

    [Fact] // EX-23
    public void A_fault_goes_on_until_the_next_reading_and_its_time_is_a_gap_once_the_last_reading_is_silent()
    {
        Fridge fridge = Fridge.From(minutes: 0, at: "5.0").Silent(forMinutes: 99).Then("5.0");
        ObservedSeries series = new(fridge.Readings)
        {
            Faults = [Fault(10, SensorFault.Sentinel), Fault(50, SensorFault.Sentinel)],
        };

        IReadOnlyList<ObservationFinding> found = Observation.Over(series, fridge.Profile, Fridge.Minute(100));

        Assert.Equal(
            [(ObservationKind.SensorFault, (10, 100)), (ObservationKind.Gap, (30, 100))],
            found.Select(finding => (finding.Kind, finding.Minutes())));
        Assert.Equal(SensorFault.Sentinel, found[0].Fault);
    }

    [Fact] // EX-23
    public void Another_kind_of_fault_is_another_finding()
    {
        ObservedSeries series = new([]) { Faults = [Fault(10, SensorFault.NoAnswer), Fault(20, SensorFault.Garbled)] };

        IReadOnlyList<ObservationFinding> found = Observation.Over(series, StandardProfiles.CnImmFridge, Fridge.Minute(100));

        Assert.Equal(
            [(SensorFault.NoAnswer, (10, 20)), (SensorFault.Garbled, (20, null))],
            found.Select(finding => (finding.Fault!.Value, finding.Minutes())));
    }

    [Fact] // EX-28
    public void Power_lost_goes_on_until_it_is_back_and_a_repetition_says_nothing_new()
    {
        ObservedSeries series = new([]) { Power = [Power(5, isBack: false), Power(6, isBack: false), Power(65, isBack: true), Power(90, isBack: false)] };

        IReadOnlyList<ObservationFinding> found = Observation.Over(series, StandardProfiles.CnImmFridge, Fridge.Minute(100));

        Assert.All(found, finding => Assert.Equal(ObservationKind.PowerLost, finding.Kind));
        Assert.Equal([(5, 65), (90, null)], found.Select(finding => finding.Minutes()));
    }

    [Fact] // EX-27
    public void Readings_whose_clock_was_suspect_are_a_wrong_clock_until_the_first_that_is_not()
    {
        Reading[] readings = [.. Some.EveryMinute(0, 5, "5.0").Select(reading =>
            reading.MeasuredAt >= Some.Minute(1) && reading.MeasuredAt < Some.Minute(3)
                ? reading with { Flags = ReadingFlags.ClockSuspect | ReadingFlags.DeviceTime }
                : reading)];

        ObservationFinding clock = Assert.Single(Observation.Over(readings, StandardProfiles.CnImmFridge, Some.Minute(5)));

        Assert.Equal((ObservationKind.ClockWrong, (1, 3)), (clock.Kind, clock.Minutes()));
    }

    private static FaultSeen Fault(double minute, SensorFault kind) => new(Fridge.Sensor, Fridge.Minute(minute), kind);

    private static PowerChange Power(double minute, bool isBack) => new(Fridge.Minute(minute), isBack);
}
