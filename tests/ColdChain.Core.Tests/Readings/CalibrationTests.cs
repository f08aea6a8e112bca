using ColdChain.Core.Keeping;
using ColdChain.Core.Observing;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Readings;

/// <summary>EX-30: what stands beside a raw value.</summary>
public sealed class CalibrationTests
{
    private static readonly DateOnly Day = new(2026, 5, 1);

    [Theory] // EX-30
    [InlineData("2.1", "2.0")]
    [InlineData("8.4", "8.0")]
    [InlineData("5.25", "5.0")]
    [InlineData("2.0", "1.9")]
    [InlineData("9.0", "8.6")]
    public void The_error_runs_straight_between_two_points_and_stays_as_it_is_beyond_them(string raw, string corrected) =>
        Assert.Equal(Some.Degrees(corrected), Certificate().Correct(Some.Degrees(raw)));

    [Theory] // EX-30
    [InlineData(1, 50, 49)]
    [InlineData(1, 49, 49)]
    [InlineData(-1, 50, 51)]
    [InlineData(-1, 49, 49)]
    public void Halves_of_a_thousandth_round_away_from_zero(int error, int raw, int corrected)
    {
        // From no error to one thousandth while the sensor shows 0.000 to 0.100 °C: at 0.050 it is half of one.
        CalibrationPoint warmer = new(Temperature.FromMilliCelsius(100 - error), TemperatureDelta.FromMilliKelvin(error));
        Calibration certificate = Certificate() with { Points = [Point("0.0", 0), warmer] };

        Assert.Equal(corrected, certificate.Correct(Temperature.FromMilliCelsius(raw)).MilliCelsius);
    }

    [Fact] // EX-30
    public void A_correction_is_exact_at_the_points_and_never_changes_which_of_two_values_is_warmer() => Prop.ForAll(
        Gen.Choose(-40_000, 60_000).ToArbitrary(),
        raw =>
        {
            Calibration certificate = Certificate() with { Points = [Point("-20.0", -700), Point("2.0", 100), Point("8.0", 400), Point("25.0", -300)] };

            Assert.All(certificate.Points, point => Assert.Equal(point.Reference, certificate.Correct(point.Shown)));
            Assert.True(certificate.Correct(Temperature.FromMilliCelsius(raw)) <= certificate.Correct(Temperature.FromMilliCelsius(raw + 1)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void A_certificate_without_points_or_with_points_that_contradict_each_other_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Certificate() with { Points = [] });
        Assert.Throws<ArgumentException>(() => Certificate() with { Points = [Point("8.0", 0), Point("2.0", 0)] });
        Assert.Throws<ArgumentException>(() => Certificate() with { Points = [Point("2.0", 900), Point("2.5", 400)] });
    }

    [Fact] // EX-30
    public void The_certificate_that_was_valid_on_the_day_corrects_and_one_that_ran_out_is_said()
    {
        Calibration old = Certificate("A", new(2024, 5, 1), new(2025, 4, 30));
        Calibration valid = Certificate("B", new(2025, 5, 1), new(2026, 5, 1));
        Calibration newer = Certificate("C", new(2026, 5, 1), new(2027, 4, 30));

        Assert.Equal((CalibrationStanding.Valid, "B"), Standing(new(2026, 4, 30), old, valid, newer));
        Assert.Equal((CalibrationStanding.Valid, "C"), Standing(new(2026, 5, 1), old, newer, valid));
        Assert.Equal((CalibrationStanding.Expired, "B"), Standing(new(2026, 5, 2), old, valid));
        Assert.Equal((CalibrationStanding.None, null), Standing(new(2024, 4, 30), old, valid));
        Assert.Null(ReadingAnnotation.Of(Some.Reading(0, "5.0"), new(2026, 5, 2), [valid], StandardProfiles.CnImmFridge).Corrected);
    }

    [Fact] // EX-30
    public void A_certificate_of_another_sensor_says_nothing()
    {
        Calibration other = Certificate() with { Sensor = Core.Identity.SensorId.Parse("gaochuan/fridge-2/top", System.Globalization.CultureInfo.InvariantCulture) };

        Assert.Equal((CalibrationStanding.None, null), Standing(Day, other));
    }

    [Theory] // EX-30
    [InlineData("CN-IMM/fridge", "7.5", true)]
    [InlineData("CN-IMM/fridge", "7.499", false)]
    [InlineData("CN-IMM/fridge", "8.5", true)]
    [InlineData("CN-IMM/fridge", "8.501", false)]
    [InlineData("CN-IMM/fridge", "1.5", true)]
    [InlineData("CN-IMM/freezer", "-21.0", true)]
    [InlineData("CN-IMM/freezer", "-21.001", false)]
    public void Within_the_accuracy_of_a_limit_it_is_indeterminate(string profile, string raw, bool isIndeterminate) => Assert.Equal(
        isIndeterminate,
        ReadingAnnotation.Of(Some.Reading(0, raw), Day, [], StandardProfiles.Find(profile)!).IsIndeterminate);

    [Fact] // EX-30
    public void Neither_changes_what_was_judged()
    {
        // 8.2 °C raw is 7.81 °C by the certificate, and indeterminate: and it is out all the same.
        Reading reading = Some.Reading(0, "8.2");
        ReadingAnnotation beside = ReadingAnnotation.Of(reading, Day, [Certificate()], StandardProfiles.CnImmFridge);

        Assert.True(beside.IsIndeterminate);
        Assert.Null(StandardProfiles.CnImmFridge.Violated(beside.Corrected!.Value));
        Assert.NotNull(StandardProfiles.CnImmFridge.Violated(reading.Value));
    }

    private static (CalibrationStanding, string?) Standing(DateOnly day, params Calibration[] certificates)
    {
        ReadingAnnotation beside = ReadingAnnotation.Of(Some.Reading(0, "5.0"), day, certificates, StandardProfiles.CnImmFridge);
        return (beside.Standing, beside.Certificate);
    }

    private static Calibration Certificate() => Certificate("JZ-2026-001", new(2026, 1, 1), new(2026, 12, 31));

    private static Calibration Certificate(string number, DateOnly from, DateOnly until) => new()
    {
        Sensor = Some.Sensor,
        Certificate = number,
        ValidFrom = from,
        ValidUntil = until,
        Points = [Point("2.0", 100), Point("8.0", 400)],
    };

    private static CalibrationPoint Point(string reference, int errorMilliKelvin) =>
        new(Some.Degrees(reference), TemperatureDelta.FromMilliKelvin(errorMilliKelvin));
}
