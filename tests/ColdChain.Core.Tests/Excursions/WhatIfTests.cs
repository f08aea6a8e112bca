using ColdChain.Core.Evaluation;
using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Testing;

namespace ColdChain.Core.Tests.Excursions;

/// <summary>EX-36: what another profile finds in the same readings.</summary>
public sealed class WhatIfTests
{
    private static WhatIf Compare(Fridge story, StorageProfile before, StorageProfile after) =>
        WhatIf.Compare(story.Under(before).Excursions, story.Under(after).Excursions);

    [Fact]
    public void A_shorter_delay_makes_an_alarm_appear_and_leaves_the_excursion()
    {
        Fridge story = Fridge.From(0, "5").Then("9", forMinutes: 5).Then("5", forMinutes: 20);
        WhatIf gsp = Compare(story, StandardProfiles.CnImmFridge, StandardProfiles.CnGspFridge);

        Assert.Equal(WhatIfVerdict.Stays, Assert.Single(gsp.Spans).Verdict);
        Assert.Equal("cn-gsp.high.at-once", Assert.Single(gsp.AlarmsThatAppear).Rule.Id);
        Assert.Empty(gsp.AlarmsThatGo);
    }

    [Fact]
    public void A_longer_delay_makes_it_go()
    {
        Fridge story = Fridge.From(0, "5").Then("9", forMinutes: 60).Then("5", forMinutes: 20);
        WhatIf who = Compare(story, StandardProfiles.CnImmFridge, StandardProfiles.WhoFridge);

        Assert.Equal("cn-imm.high.10min", Assert.Single(who.AlarmsThatGo).Rule.Id);
        Assert.Empty(who.AlarmsThatAppear);
    }

    [Fact]
    public void Other_limits_make_excursions_appear_and_go_and_change()
    {
        StorageProfile china = StandardProfiles.CnImmFreezer;
        StorageProfile who = StandardProfiles.Find("WHO", StorageKind.Freezer)!;
        Fridge story = Fridge.From(0, "-22").Then("-18", forMinutes: 20).Then("-22", forMinutes: 20)
            .Then("-26", forMinutes: 20).Then("-22", forMinutes: 20)
            .Then("-18", forMinutes: 20).Then("-10", forMinutes: 20).Then("-22", forMinutes: 20);
        WhatIf found = Compare(story, china, who);

        Assert.Equal([WhatIfVerdict.Goes, WhatIfVerdict.Appears, WhatIfVerdict.Changes], found.Spans.Select(span => span.Verdict));
        Assert.Equal(LimitSide.Low, Assert.Single(found.With(WhatIfVerdict.Appears)).Side);
    }

    [Fact]
    public void One_long_excursion_that_becomes_two_is_one_that_changes()
    {
        StorageProfile who = StandardProfiles.Find("WHO", StorageKind.Freezer)!;
        Fridge story = Fridge.From(0, "-22").Then("-10", forMinutes: 20).Then("-18", forMinutes: 20)
            .Then("-10", forMinutes: 20).Then("-22", forMinutes: 20);
        WhatIfSpan only = Assert.Single(Compare(story, StandardProfiles.CnImmFreezer, who).Spans);

        Assert.Equal(WhatIfVerdict.Changes, only.Verdict);
        Assert.Equal((1, 2), (only.Before.Length, only.After.Length));
    }

    [Fact]
    public void The_same_profile_changes_nothing()
    {
        Fridge story = Fridge.From(0, "5").Then("9", forMinutes: 30).Then("5", forMinutes: 20).Then("1", forMinutes: 3).Then("5", forMinutes: 20);
        WhatIf same = Compare(story, StandardProfiles.CnImmFridge, StandardProfiles.CnImmFridge);

        Assert.All(same.Spans, span => Assert.Equal((WhatIfVerdict.Stays, span.FirstAlarmBefore), (span.Verdict, span.FirstAlarmAfter)));
        Assert.Equal(2, same.Spans.Length);
    }
}
