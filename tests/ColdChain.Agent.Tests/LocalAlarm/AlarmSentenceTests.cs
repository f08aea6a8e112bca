using ColdChain.Agent.LocalAlarm;
using ColdChain.Agent.LocalAlarm.Outputs.Gsm;
using ColdChain.Agent.LocalAlarm.Plans;
using ColdChain.Core.Alarms;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;

namespace ColdChain.Agent.Tests.LocalAlarm;

/// <summary>One sentence for somebody who was asleep: which fridge, how warm, since when, what to do.</summary>
public sealed class AlarmSentenceTests
{
    [Theory]
    [InlineData(LocalCause.TooWarm, 9_500, "冷链报警：1号冰箱 9.5℃，高于8.0℃，09:46起。请查电源和箱门，必要时转移疫苗。回1确认")]
    [InlineData(LocalCause.TooWarm, 8_040, "冷链报警：1号冰箱 8.04℃，高于8.0℃，09:46起。请查电源和箱门，必要时转移疫苗。回1确认")]
    [InlineData(LocalCause.TooCold, -600, "冷链报警：1号冰箱 -0.6℃，低于2.0℃，09:46起。请查温控，可能受冻的疫苗先勿使用。回1确认")]
    [InlineData(LocalCause.Silence, 5_100, "冷链提示：1号冰箱 09:46后无温度数据（最后5.1℃）。请查探头和电源，人工测温。回1确认")]
    public void It_says_all_of_it(object cause, int value, string zh) =>
        Assert.Equal(zh, Sentence((LocalCause)cause, value, "1号冰箱").Zh);

    [Theory]
    [InlineData(LocalCause.TooWarm)]
    [InlineData(LocalCause.TooCold)]
    [InlineData(LocalCause.Silence)]
    public void It_is_one_message_in_either_language_however_long_the_name(object cause)
    {
        (string zh, string en) = Sentence((LocalCause)cause, -12_345, "预防接种门诊二楼东侧新冰箱组合柜第一层");

        Assert.InRange(zh.Length, 1, 70);
        Assert.True(GsmAlphabet.TrySeptets(Sentence((LocalCause)cause, -12_345, "The long name of a fridge").En, out byte[]? septets));
        Assert.InRange(septets.Length, 1, 160);
        Assert.NotEmpty(en);
    }

    private static (string Zh, string En) Sentence(LocalCause cause, int value, string name)
    {
        StorageUnitId unit = StorageUnitId.Parse("gaochuan/fridge-1", null);
        StandingAlarm alarm = new()
        {
            Unit = unit,
            Cause = cause,
            Sensor = Some.Sensor,
            Rule = "r",
            Since = Some.Morning,
            Value = Temperature.FromMilliCelsius(value),
            State = AlarmState.Raised(Some.Morning),
        };
        EdgeUnit known = new()
        {
            Id = unit,
            NameZh = name,
            NameEn = name,
            IsInUse = true,
            MayHoldFreezeSensitive = true,
            Sensors = [Some.Sensor],
            Profile = StandardProfiles.CnImmFridge,
            Contacts = [],
        };
        return AlarmSentence.Of(alarm, known, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    }
}
