using ColdChain.Core.Exposure;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming.Texts;

namespace ColdChain.Server.Tests.Alarming;

public sealed class ForecastTextTests
{
    private static readonly Instant Now = AlarmingUnderTest.Start;

    [Theory] // EX-35
    [InlineData(34, 22, 56, "约 35 分钟后到 8.0℃（20 分钟～1 小时）", "8.0℃ in about 35 min (20 min to 1 h)")]
    [InlineData(4, 2, 7, "约 4 分钟后到 8.0℃（2～7 分钟）", "8.0℃ in about 4 min (2 to 7 min)")]
    [InlineData(183, 118, 251, "约 3 小时后到 8.0℃（1 小时 50 分～4 小时 20 分）", "8.0℃ in about 3 h (1 h 50 min to 4 h 20 min)")]
    [InlineData(34, 22, null, "约 35 分钟后到 8.0℃（最早 20 分钟）", "8.0℃ in about 35 min (20 min at the earliest)")]
    public void It_says_how_long_and_claims_no_more_than_is_known(int middle, int earliest, int? latest, string chinese, string english)
    {
        Limit eight = new(LimitSide.High, Temperature.FromMilliCelsius(8_000), Inclusive: true);
        Forecast forecast = new(eight, In(middle), In(earliest), latest is { } minutes ? In(minutes) : null);

        Assert.Equal(chinese, ForecastText.Phrase(forecast, Now, english: false));
        Assert.Equal(english, ForecastText.Phrase(forecast, Now, english: true));
        Assert.Equal("照此升温，" + chinese, ForecastText.Line(forecast, Now, english: false));
    }

    private static Instant In(int minutes) => Now + TimeSpan.FromMinutes(minutes);
}
