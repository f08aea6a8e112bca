using System.Text.Json;
using ColdChain.Core.Keeping;
using ColdChain.Core.Wire;

namespace ColdChain.Core.Tests.Wire;

/// <summary>A profile reaches the edge unchanged, or not at all.</summary>
public sealed class WireStorageProfileTests
{
    public static TheoryData<string> Profiles => [.. StandardProfiles.All.Select(profile => profile.Id)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_standard_profile_is_the_same_after_the_journey(string id)
    {
        StorageProfile profile = StandardProfiles.Find(id)!;

        Assert.True(Travelled(WireStorageProfile.Of(profile)).TryRead(out StorageProfile? read, out string reason), reason);

        Assert.Equal(profile.AlarmRules, read!.AlarmRules);
        Assert.Equal(profile with { AlarmRules = [] }, read with { AlarmRules = [] });
    }

    public static TheoryData<string, WireStorageProfile> Wrong => new()
    {
        { "kind", Fridge with { Kind = "oven" } },
        { "longest interval", Fridge with { LongestIntervalSeconds = 0 } },
        { "return hold", Fridge with { ReturnHoldSeconds = 7_200 } },
        { "no id", Fridge with { Id = " " } },
        { "alarm rules", Fridge with { AlarmRules = [.. Enumerable.Range(0, 9).Select(n => Rule with { Id = $"r{n}" })] } },
        { "one name", Fridge with { AlarmRules = [Rule, Rule] } },
        { "side", Fridge with { AlarmRules = [Rule with { Side = "up" }] } },
        { "counting", Fridge with { AlarmRules = [Rule with { Counting = "sometimes" }] } },
        { "impossible time", Fridge with { AlarmRules = [Rule with { HoldSeconds = -1 }] } },
        { "impossible time", Fridge with { AlarmRules = [Rule with { HoldSeconds = long.MaxValue }] } },
        { "window", Fridge with { AlarmRules = [Rule with { Counting = "withinWindow", WindowSeconds = 60 }] } },
        { "no limit", Fridge with { AlarmRules = [Rule with { Limit = null! }] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_no_detector_could_run_is_refused_with_its_reason(string word, WireStorageProfile profile)
    {
        Assert.False(profile.TryRead(out StorageProfile? read, out string reason));

        Assert.Null(read);
        Assert.Contains(word, reason, StringComparison.Ordinal);
    }

    private static WireStorageProfile Fridge => WireStorageProfile.Of(StandardProfiles.CnImmFridge);

    private static UnitAlarmRule Rule =>
        new("r", "high", new UnitLimit(8_000, Inclusive: true), 600, "waiting", 0, ForFreezeSensitiveStock: false, "a test");

    private static WireStorageProfile Travelled(WireStorageProfile profile)
    {
        ProfileReply reply = new()
        {
            Version = "v",
            ServerTime = 0,
            Units =
            [
                new UnitProfile
                {
                    Unit = "u",
                    Facility = "f",
                    NameZh = "冰箱",
                    NameEn = "Fridge",
                    IsInUse = true,
                    FreezeSensitiveInside = UnitProfile.Unknown,
                    Profile = profile,
                },
            ],
        };
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(reply, WireJson.Default.ProfileReply);
        return JsonSerializer.Deserialize(json, WireJson.Default.ProfileReply)!.Units[0].Profile;
    }
}
