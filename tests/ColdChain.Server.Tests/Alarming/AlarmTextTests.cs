using System.Text;
using ColdChain.Core.Alarms;
using ColdChain.Core.Exposure;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming.Texts;

namespace ColdChain.Server.Tests.Alarming;

public sealed class AlarmTextTests
{
    private static readonly AlarmFacts Warm = new()
    {
        Place = new PlaceNames("2号冰箱", "Fridge 2", "高川镇卫生院", "Gaochuan Health Centre", TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")),
        Side = LimitSide.High,
        Limit = Temperature.FromMilliCelsius(8_000),
        StartedAt = AlarmingUnderTest.Start,
        Peak = Temperature.FromMilliCelsius(9_600),
        Latest = Temperature.FromMilliCelsius(9_300),
        Rule = StandardProfiles.CnImmFridge.AlarmRules[0],
        Now = AlarmingUnderTest.Start + TimeSpan.FromMinutes(10),
    };

    private static readonly StockFacts Stock = new(
        [
            new(1, "乙肝疫苗", "Hepatitis B", "202206B014", 120, true),
            new(2, "百白破疫苗", "DTaP", "D2025-7", 60, true),
            new(3, "麻腮风疫苗", "MMR", "M88", 200, false),
            new(4, "水痘疫苗", "Varicella", "V1", 10, false),
        ],
        UnitIsRecorded: true);

    [Fact] // AL-16
    public void The_first_line_does_for_a_locked_phone_in_either_language()
    {
        Assert.Equal("【超温】高川镇卫生院 2号冰箱 9.3℃，08:00 起", Text(Warm).FirstLine);
        Assert.Equal("[TOO WARM] Gaochuan Health Centre Fridge 2 9.3℃ since 08:00", Text(Warm, english: true).FirstLine);
    }

    [Theory] // AL-16, EX-15, EX-16, EX-18
    [InlineData("cn-imm.high.10min", "高于 8.0℃ 已满 10 分钟，最高 9.6℃。", "Above 8.0℃ for 10 minutes; highest 9.6℃.")]
    [InlineData("cn-imm.high.30min-in-excursion", "本次累计高于 8.0℃ 已满 30 分钟（中间短暂恢复），最高 9.6℃。", "Above 8.0℃ for 30 minutes in all, with short returns; highest 9.6℃.")]
    [InlineData("cn-imm.high.60min-in-24h", "24 小时内累计高于 8.0℃ 已满 60 分钟，最高 9.6℃。", "Above 8.0℃ for 60 minutes in all within 24 hours; highest 9.6℃.")]
    [InlineData("cn-imm.freeze.at-once", "达到或低于 0.0℃，而箱内有怕冻疫苗，最高 9.6℃。", "At or below 0.0℃, and freeze-sensitive vaccine is inside; highest 9.6℃.")]
    [InlineData("cn-gsp.high.at-once", "高于 8.0℃，最高 9.6℃。", "Above 8.0℃; highest 9.6℃.")]
    public void It_says_in_words_which_rule_fell_due(string id, string chinese, string english)
    {
        AlarmFacts facts = Warm with { Rule = StandardProfiles.All.SelectMany(profile => profile.AlarmRules).First(rule => rule.Id == id) };

        Assert.Contains(chinese, Text(facts).Rest, StringComparison.Ordinal);
        Assert.Contains(english, Text(facts, english: true).Rest, StringComparison.Ordinal);
    }

    [Fact] // AL-16
    public void A_start_on_another_day_shows_its_date() =>
        Assert.EndsWith("05-01 08:00 起", Text(Warm with { Now = Warm.StartedAt + TimeSpan.FromHours(20) }).FirstLine, StringComparison.Ordinal);

    [Fact] // AL-16
    public void It_names_the_doses_the_freeze_sensitive_among_them_and_the_first_lots() => Assert.Contains(
        "箱内疫苗 390 剂、4 个批号，其中怕冻疫苗 180 剂：乙肝疫苗 202206B014 120 剂；百白破疫苗 D2025-7 60 剂；麻腮风疫苗 M88 200 剂等。",
        Text(Warm with { Stock = Stock }).Rest,
        StringComparison.Ordinal);

    [Fact] // AL-16
    public void Where_no_paper_names_the_unit_it_says_at_most() => Assert.Contains(
        "箱内最多疫苗", Text(Warm with { Stock = Stock with { UnitIsRecorded = false } }).Rest, StringComparison.Ordinal);

    [Fact] // AL-16
    public void What_is_not_recorded_is_not_called_empty()
    {
        Assert.Contains("没有登记", Text(Warm).Rest, StringComparison.Ordinal);
        Assert.Contains("没有疫苗", Text(Warm with { Stock = new StockFacts([], true) }).Rest, StringComparison.Ordinal);
    }

    [Fact] // EX-35, AL-16
    public void It_says_how_long_it_takes_to_the_next_limit_where_that_can_be_told()
    {
        Limit fifteen = new(LimitSide.High, Temperature.FromMilliCelsius(15_000), Inclusive: true);
        Instant Later(int minutes) => Warm.Now + TimeSpan.FromMinutes(minutes);
        AlarmFacts warming = Warm with { Forecast = new Forecast(fifteen, Later(34), Later(22), Later(56)) };

        Assert.Contains("\n照此升温，约 35 分钟后到 15.0℃（20 分钟～1 小时）。\n", Text(warming).Rest, StringComparison.Ordinal);
        Assert.Contains(
            "\nIf it warms on like this: 15.0℃ in about 35 min (20 min to 1 h).\n", Text(warming, english: true).Rest, StringComparison.Ordinal);
        Assert.DoesNotContain("照此升温", Text(Warm).Rest, StringComparison.Ordinal);
    }

    [Fact] // AL-16
    public void Just_beyond_the_limit_is_not_shown_as_the_limit() => Assert.Contains(
        "8.04℃", Text(Warm with { Latest = Temperature.FromMilliCelsius(8_040) }).FirstLine, StringComparison.Ordinal);

    [Theory] // AL-16, AL-17
    [InlineData(true)]
    [InlineData(false)]
    public void The_whole_fits_a_robots_message_with_room_to_spare(bool english)
    {
        Limit fifteen = new(LimitSide.High, Temperature.FromMilliCelsius(15_000), Inclusive: true);
        Instant at = Warm.Now + TimeSpan.FromMinutes(200);
        AlarmFacts facts = Warm with { Stock = Stock, Forecast = new Forecast(fifteen, at, at, at) };

        string whole = Text(facts, english, NotifyDecision.RepeatDue).Whole;

        Assert.InRange(Encoding.UTF8.GetByteCount(whole), 100, 1_200);
    }

    [Fact] // AL-16
    public void Too_cold_advises_for_what_frost_does()
    {
        MessageText text = Text(Warm with { Side = LimitSide.Low, Limit = Temperature.FromMilliCelsius(2_000), Latest = Temperature.FromMilliCelsius(-300) });

        Assert.StartsWith("【低温】", text.FirstLine, StringComparison.Ordinal);
        Assert.Contains("怕冻疫苗单独存放", text.Rest, StringComparison.Ordinal);
        Assert.Contains("-0.3℃", text.FirstLine, StringComparison.Ordinal);
    }

    private static MessageText Text(AlarmFacts facts, bool english = false, NotifyDecision why = NotifyDecision.FirstNotice) =>
        AlarmText.Of(facts, why, english);
}
