using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming.Notifiers;
using ColdChain.Server.Equipment;
using ColdChain.Server.Equipment.Dossier;
using ColdChain.Server.People.Keys;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.Alarming;

/// <summary>A calibration or a key that ends is told of a week before and on the day, once each, and never each morning.</summary>
public sealed class DueStageTests
{
    private static readonly DateOnly Today = new(2026, 5, 1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_calibration_is_told_of_a_week_before_and_on_the_day_and_on_no_other_over_a_month_with_restarts()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        await CalibratedAsync(alarming, AlarmingUnderTest.Fridge, Today.AddDays(20));

        List<(DateOnly Day, NotifierMessage Message)> told = await DaysAsync(alarming, 30, restarts: true);

        Assert.Equal([Today.AddDays(13), Today.AddDays(20)], told.Select(one => one.Day));
        Assert.All(told, one => Assert.Equal("wangfang@example.cn", one.Message.Address));
        Assert.Contains("高川镇卫生院 1号冰箱 传感器 gaochuan/fridge-1/top 的校准 2026-05-21 到期", told[0].Message.Body, StringComparison.Ordinal);
        Assert.Contains("的校准 今天到期", told[1].Message.Body, StringComparison.Ordinal);
        Assert.EndsWith("/due", told[1].Message.Link, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_of_agents_and_programs_are_told_of_in_the_language_of_who_is_told()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        await alarming.InRecordsAsync(records => records.Set<Server.Alarming.Contacts.ContactChainStep>()
            .ExecuteUpdateAsync(set => set.SetProperty(contact => contact.Language, "en"), Token));
        await KeysAsync(alarming, AlarmingUnderTest.Start + TimeSpan.FromDays(9));

        List<(DateOnly Day, NotifierMessage Message)> told = await DaysAsync(alarming, 15);

        Assert.Equal([Today.AddDays(2), Today.AddDays(9)], told.Select(one => one.Day));
        Assert.StartsWith("[Due] 2 calibrations or keys", told[0].Message.Subject, StringComparison.Ordinal);
        Assert.Contains("gaochuan: the key of the agent gaochuan-gateway ends on 2026-05-10", told[0].Message.Body, StringComparison.Ordinal);
        Assert.Contains("gaochuan: the key of the program warehouse ends today", told[1].Message.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_over_long_before_the_first_start_is_one_summary_and_the_one_a_key_replaced_is_no_matter()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        await CalibratedAsync(alarming, AlarmingUnderTest.Fridge, Today.AddDays(-400));
        await CalibratedAsync(alarming, AlarmingUnderTest.OtherFridge, Today.AddDays(-30));
        await KeysAsync(alarming, AlarmingUnderTest.Start - TimeSpan.FromDays(90));
        await alarming.InRecordsAsync(records => records.Agents.ExecuteUpdateAsync(set => set.SetProperty(agent => agent.RevokedAt, AlarmingUnderTest.Start), Token));

        List<(DateOnly Day, NotifierMessage Message)> told = await DaysAsync(alarming, 10, restarts: true);

        Assert.Equal(Today, Assert.Single(told).Day);
        Assert.Equal("【到期提醒】3 项校准或密钥一周内到期或已到期", told[0].Message.Subject);
        Assert.DoesNotContain("gaochuan-gateway", told[0].Message.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_certificate_is_told_of_anew_and_who_has_no_contact_is_told_of_by_the_facility_above()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        await CalibratedAsync(alarming, AlarmingUnderTest.BaishiFridge, Today);
        Assert.Equal("cdc", Assert.Single(await DaysAsync(alarming, 2)).Message.Address);
        await CalibratedAsync(alarming, AlarmingUnderTest.BaishiFridge, Today.AddDays(5), place: false);
        Assert.Equal([Today.AddDays(2), Today.AddDays(5)], (await DaysAsync(alarming, 6)).Select(one => one.Day));
    }

    /// <summary>Each day at 08:00 there, as the jobs do, several times a morning.</summary>
    private static async Task<List<(DateOnly Day, NotifierMessage Message)>> DaysAsync(AlarmingUnderTest alarming, int days, bool restarts = false)
    {
        List<(DateOnly, NotifierMessage)> told = [];
        for (int day = 0; day < days; day++)
        {
            int before = alarming.Receiver.Received.Count;
            await alarming.RunAsync(TimeSpan.FromMinutes(2));
            DateOnly today = LocalDays.At(alarming.Now, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
            told.AddRange(alarming.Receiver.Received.Skip(before).Select(message => (today, message)));
            alarming.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(3));
            if (restarts)
            {
                await alarming.RestartAsync();
            }
        }

        return told;
    }

    private static Task CalibratedAsync(AlarmingUnderTest alarming, StorageUnitId unit, DateOnly dueOn, bool place = true) => alarming.InRecordsAsync(async records =>
    {
        SensorId sensor = SensorId.Parse($"{unit}/top", null);
        if (place)
        {
            records.Add(new MeasuringPoint { SensorId = sensor, StorageUnitId = unit, PlacedAt = AlarmingUnderTest.Start - TimeSpan.FromDays(500) });
        }

        records.Add(new CalibrationCertificate
        {
            SensorId = sensor,
            FacilityId = FacilityId.Parse(unit.ToString().Split('/')[0], null),
            DoneOn = place ? dueOn.AddDays(-365) : dueOn,
            DueOn = dueOn,
            DoneBy = "清河计量所",
            Number = "C-1",
            Points = string.Empty,
            EnteredAt = AlarmingUnderTest.Start,
            EnteredById = 1,
            EnteredBy = "李护士",
        });
        await records.SaveChangesAsync(Token);
    });

    private static Task KeysAsync(AlarmingUnderTest alarming, Instant endsAt) => alarming.InRecordsAsync(async records =>
    {
        FacilityId gaochuan = FacilityId.Parse("gaochuan", null);
        records.Add(new AgentRegistration { Id = AgentId.Parse("gaochuan-gateway", null), FacilityId = gaochuan, KeySha256 = "a", KeyExpiresAt = endsAt });
        records.Add(new IntegrationKey
        {
            Name = "warehouse",
            FacilityId = gaochuan,
            MayRead = true,
            MayPostMovements = false,
            KeyPrefix = "cci_abcdef",
            KeySha256 = "b",
            MadeAt = AlarmingUnderTest.Start,
            MadeBy = "admin",
            ExpiresAt = endsAt,
        });
        await records.SaveChangesAsync(Token);
    });
}
