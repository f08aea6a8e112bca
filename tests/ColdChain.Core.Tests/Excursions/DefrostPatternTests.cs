using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Testing;

namespace ColdChain.Core.Tests.Excursions;

/// <summary>A defrost is short, steady, has one peak and ends where it began; what fails one of these is none.</summary>
public sealed class DefrostPatternTests
{
    private static readonly StorageProfile Freezer = StandardProfiles.Find("WHO", StorageKind.Freezer)!;

    /// <summary>Two hours at -19, then what the test is about.</summary>
    private static readonly Fridge Cold = Fridge.From(0, "-19").Under(Freezer).Then("-19", forMinutes: 119);

    private static readonly Fridge Two = Defrost(Defrost(Cold).Then("-19", forMinutes: 300)).Then("-19", forMinutes: 120);

    [Fact]
    public void Steady_rises_with_one_peak_that_fall_back_and_recur_look_like_defrosts()
    {
        DefrostSigns[] both = [.. DefrostPattern.Of(Two.Excursions, Two.Readings, Freezer).Values];

        Assert.Equal(2, both.Length);
        Assert.All(both, signs => Assert.Empty(signs.Objections));
        Assert.All(both, signs => Assert.InRange(signs.Rise.MilliKelvin, 23_000, 24_500));
    }

    [Fact]
    public void The_second_says_how_long_after_the_first()
    {
        DefrostSigns[] both = [.. DefrostPattern.Of(Two.Excursions, Two.Readings, Freezer).Values];

        Assert.Equal([null, TimeSpan.FromMinutes(360)], both.Select(signs => signs.SinceLast));
    }

    [Fact]
    public void One_alone_is_not_believed_to_be_a_defrost() =>
        Assert.Equal([DefrostObjection.Alone], Signs(Defrost(Cold).Then("-19", forMinutes: 120)).Objections);

    [Fact]
    public void Nor_are_two_that_are_weeks_apart()
    {
        Fridge story = Defrost(Defrost(Cold).Then("-19", forMinutes: 120).Silent(8 * 24 * 60).Then("-19", forMinutes: 120)).Then("-19", forMinutes: 120);

        Assert.All(
            DefrostPattern.Of(story.Excursions, story.Readings, Freezer).Values,
            signs => Assert.Equal([DefrostObjection.Alone], signs.Objections));
    }

    [Fact]
    public void What_is_over_after_ten_minutes_is_too_short() => Assert.Contains(
        DefrostObjection.TooShort, Signs(Steadily(Steadily(Cold, -19, -8, 5), -8, -19, 5).Then("-19", forMinutes: 120)).Objections);

    [Fact]
    public void A_door_is_too_sudden() => Assert.Contains(
        DefrostObjection.TooSudden, Signs(Cold.Then("2", forMinutes: 5).Then("-19", forMinutes: 120)).Objections);

    [Fact]
    public void A_failure_that_goes_on_is_too_long() => Assert.Contains(
        DefrostObjection.TooLong, Signs(Steadily(Cold, -19, 8, 200).Then("8", forMinutes: 60)).Objections);

    [Fact]
    public void A_failure_that_somebody_mended_after_two_hours_is_too_long() => Assert.Contains(
        DefrostObjection.TooLong, Signs(Steadily(Steadily(Cold, -19, 5, 80), 5, -19, 60).Then("-19", forMinutes: 120)).Objections);

    [Fact]
    public void A_freezer_that_comes_back_warmer_is_not_back() => Assert.Contains(
        DefrostObjection.NotBack, Signs(Steadily(Steadily(Cold, -19, 5, 30), 5, -16, 30).Then("-16", forMinutes: 120)).Objections);

    [Fact]
    public void Of_what_came_after_unseen_nothing_is_believed() => Assert.Contains(
        DefrostObjection.NotBack, Signs(Steadily(Steadily(Cold, -19, 5, 30), 5, -19, 30).Then("-19", forMinutes: 12)).Objections);

    [Fact]
    public void Two_peaks_are_no_defrost()
    {
        Fridge story = Steadily(Steadily(Cold, -19, 0, 20), 0, -10, 10);
        story = Steadily(Steadily(story, -10, 0, 10), 0, -19, 20).Then("-19", forMinutes: 120);

        Assert.Equal([DefrostObjection.SeveralPeaks], Signs(story).Objections);
    }

    [Fact]
    public void A_small_rise_is_no_defrost() => Assert.Contains(
        DefrostObjection.TooSmall, Signs(Steadily(Steadily(Cold, -19, -14, 10), -14, -19, 10).Then("-19", forMinutes: 120)).Objections);

    [Fact]
    public void A_fridge_has_no_defrosts_to_tell()
    {
        Fridge story = Fridge.From(0, "5").Then("9", forMinutes: 30).Then("5", forMinutes: 60);

        Assert.Empty(DefrostPattern.Of(story.Excursions, story.Readings, StandardProfiles.CnImmFridge));
    }

    private static DefrostSigns Signs(Fridge story) =>
        Assert.Single(DefrostPattern.Of(story.Excursions, story.Readings, Freezer)).Value;

    private static Fridge Defrost(Fridge story) => Steadily(Steadily(story, -19, 5, 30), 5, -19, 30);

    private static Fridge Steadily(Fridge story, int from, int to, int minutes)
    {
        for (int minute = 1; minute <= minutes; minute++)
        {
            decimal value = from + ((to - from) * minute / (decimal)minutes);
            story = story.Then(value.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture));
        }

        return story;
    }
}
