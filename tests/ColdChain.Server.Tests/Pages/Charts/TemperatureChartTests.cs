using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Server.Pages.Charts;

namespace ColdChain.Server.Tests.Pages.Charts;

public sealed class TemperatureChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_day_with_a_gap_and_an_excursion_is_drawn_as_the_golden_file_has_it()
    {
        string drawn = TemperatureChart.Draw(Pictures.Day());

        string golden = Path.Combine(AppContext.BaseDirectory, "Pages", "Charts", "Golden", "day.svg");
        Assert.Equal(File.ReadAllText(golden).Trim(), drawn);
    }

    [Fact]
    public void The_drawing_is_well_formed_whatever_the_sensor_is_called()
    {
        ChartPicture picture = Pictures.Day() with { Lines = [new ChartLine("<top> & \"middle\" 上层", Pictures.Day().Lines[0].Points)] };

        XElement drawn = Parse(picture);

        Assert.Contains(drawn.Descendants(Svg + "title"), title => title.Value == "<top> & \"middle\" 上层");
    }

    [Fact]
    public void No_line_crosses_a_gap()
    {
        ChartPicture picture = Pictures.Fridge(
            TimeSpan.FromHours(4), Pictures.At(0, 4_000), Pictures.At(10, 4_100), Pictures.At(41, 5_000), Pictures.At(50, 5_100));

        string path = MainPath(Parse(picture));

        Assert.Equal(2, path.Count(letter => letter == 'M'));
        Assert.Equal(2, path.Count(letter => letter == 'L'));
    }

    [Fact] // EX-06
    public void A_reading_speaks_for_thirty_minutes_and_then_the_hatching_begins()
    {
        IReadOnlyList<TimeRange> gaps = TemperatureChart.GapsOf(
            Pictures.Fridge(TimeSpan.FromHours(2), Pictures.At(0, 4_000), Pictures.At(60, 4_000), Pictures.At(90, 4_000)));

        Assert.Equal([Minutes(30, 60)], gaps);
    }

    [Fact]
    public void Time_that_has_not_come_is_no_gap() =>
        Assert.Equal(
            [Minutes(30, 45)],
            TemperatureChart.GapsOf(Pictures.Fridge(TimeSpan.FromHours(2), Pictures.At(0, 4_000)) with
            {
                Now = Pictures.Start + TimeSpan.FromMinutes(45),
            }));

    [Fact]
    public void Without_a_reading_the_whole_chart_is_hatched_and_says_so()
    {
        ChartPicture picture = Pictures.Fridge(TimeSpan.FromHours(2));

        Assert.Equal([Minutes(0, 120)], TemperatureChart.GapsOf(picture));
        Assert.Contains("no readings", Parse(picture).Element(Svg + "desc")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reading_before_the_chart_speaks_for_its_start() =>
        Assert.Equal(
            [Minutes(20, 120)],
            TemperatureChart.GapsOf(Pictures.Fridge(TimeSpan.FromHours(2), Pictures.At(-10, 4_000))));

    [Fact] // EX-09
    public void Where_one_of_two_sensors_is_silent_the_unit_is_not_wholly_observed()
    {
        ChartPicture picture = Pictures.Fridge(TimeSpan.FromHours(2), Pictures.At(0, 4_000)) with
        {
            Lines =
            [
                new ChartLine("top", [Pictures.At(0, 4_000), Pictures.At(60, 4_000)]),
                new ChartLine("bottom", [Pictures.At(40, 3_000), Pictures.At(65, 3_000)]),
            ],
        };

        Assert.Equal([Minutes(0, 60), Minutes(90, 120)], TemperatureChart.GapsOf(picture));
    }

    [Fact]
    public void A_peak_of_one_reading_survives_thirty_days_in_a_few_hundred_pixels()
    {
        List<ChartPoint> month = [];
        for (int minute = 0; minute < 30 * 24 * 60; minute++)
        {
            month.Add(Pictures.At(minute, minute == 20_000 ? 12_000 : 4_000));
        }

        ChartPicture picture = Pictures.Fridge(TimeSpan.FromDays(30), [.. month]) with { Width = 360, Height = 240 };
        string path = MainPath(Parse(picture));

        Assert.True(path.Length < 10_000, "one column of pixels is one step, however many readings it holds");
        double[] heights = [.. Regex.Matches(path, @"V([\d.]+)").Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.True(heights.Max() - heights.Min() < 1, "all but one column are flat");
        Assert.Contains("highest 12.0", Parse(picture).Element(Svg + "desc")!.Value, StringComparison.Ordinal);
        Assert.Matches(@"L[\d.]+ [\d.]+V[\d.]+", path);
    }

    [Fact]
    public void A_lone_reading_is_a_dot() =>
        Assert.Single(Parse(Pictures.Fridge(TimeSpan.FromHours(4), Pictures.At(100, 4_000)))
            .Descendants(Svg + "g").First(IsMainLine).Elements(Svg + "circle"));

    [Fact]
    public void An_excursion_that_goes_on_is_shaded_up_to_now()
    {
        ChartPicture picture = Pictures.Fridge(TimeSpan.FromHours(2), Pictures.At(0, 9_000)) with
        {
            Now = Pictures.Start + TimeSpan.FromHours(1),
            Excursions = [new ChartShade(new TimeRange(Pictures.Start, null), LimitSide.High)],
        };

        XElement shade = Parse(picture).Descendants(Svg + "rect").Single(rect => (string?)rect.Attribute("class") == "shade-fill");

        Assert.Equal(904 / 2.0, double.Parse(shade.Attribute("width")!.Value, CultureInfo.InvariantCulture), 0);
    }

    [Fact]
    public void Both_limits_are_drawn_and_named_and_a_freezer_has_only_one()
    {
        ChartPicture fridge = Pictures.Day();
        ChartPicture freezer = fridge with { Low = null, High = StandardProfiles.CnImmFreezer.High };

        Assert.Equal(["upper limit 8.0 °C", "lower limit 2.0 °C"], LimitTexts(fridge));
        Assert.Equal(["upper limit -20.0 °C"], LimitTexts(freezer));
    }

    [Fact]
    public void The_description_says_in_words_what_the_drawing_shows()
    {
        string said = Parse(Pictures.Day()).Element(Svg + "desc")!.Value;

        Assert.Equal(
            "2026-11-21 00:00 to 2026-11-22 00:00: lowest 4.0 °C, highest 10.8 °C; excursions: 1; minutes without data: 92.", said);
    }

    [Fact]
    public void The_Chinese_drawing_has_no_English_words()
    {
        XElement drawn = Parse(Pictures.Day() with { Words = ChartWords.Chinese, Lines = [new ChartLine("上层", Pictures.Day().Lines[0].Points)] });

        Assert.DoesNotMatch("[A-Za-z]{2,}", string.Concat(drawn.DescendantNodes().OfType<XText>().Select(text => text.Value)));
    }

    [Fact]
    public void The_sparkline_is_hatched_where_nobody_measured_and_red_where_it_was_warm()
    {
        XElement drawn = XElement.Parse(Sparkline.Draw(Pictures.Day()));

        Assert.Single(drawn.Elements(Svg + "rect"), rect => (string?)rect.Attribute("fill") == "url(#c-h)");
        Assert.Single(drawn.Elements(Svg + "path"), path => (string?)path.Attribute("clip-path") == "url(#c-o)");
    }

    private static TimeRange Minutes(int from, int until) =>
        new(Pictures.Start + TimeSpan.FromMinutes(from), Pictures.Start + TimeSpan.FromMinutes(until));

    private static XElement Parse(ChartPicture picture) => XElement.Parse(TemperatureChart.Draw(picture));

    private static bool IsMainLine(XElement group) => (string?)group.Attribute("class") == "line line-1";

    private static string MainPath(XElement drawn) =>
        drawn.Descendants(Svg + "g").First(IsMainLine).Element(Svg + "path")!.Attribute("d")!.Value;

    private static string[] LimitTexts(ChartPicture picture) =>
        [.. Parse(picture).Elements(Svg + "text").Where(text => (string?)text.Attribute("class") == "limit-text").Select(text => text.Value)];
}
