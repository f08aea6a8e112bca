using ColdChain.Core.HandReadings;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.HandReadings;

public sealed class HandReadingPropertyTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 22, 0, 0, 0, TimeSpan.FromHours(8));

    [Fact] // HR-02, HR-03, HR-04
    public void Whatever_is_tried_in_whatever_order_the_accepted_readings_keep_the_rules()
    {
        Gen<(int Entered, int? Stated)> attempt =
            from entered in Gen.Choose(0, 3 * 24 * 60)
            from back in Gen.Choose(-60, 30 * 60)
            from isLate in Gen.Elements(true, false)
            select (entered, isLate ? (int?)(entered - back) : null);

        Prop.ForAll(attempt.ListOf(40).ToArbitrary(), KeepsTheRules).QuickCheckThrowOnFailure();
    }

    private static bool KeepsTheRules(IEnumerable<(int Entered, int? Stated)> attempts)
    {
        List<StandingHandReading> standing = [];
        foreach ((int entered, int? stated) in attempts)
        {
            DateTimeOffset enteredAt = Midnight.AddMinutes(entered);
            HandReadingClaim claim = new(true, enteredAt, stated is { } at ? Midnight.AddMinutes(at) : null, "reason");
            if (HandReadingRules.Decide(claim, standing) is HandReadingDecision.Accepted taken)
            {
                standing.Add(new(taken.Day, taken.Slot, taken.ReadAt, enteredAt, taken.IsLate));
            }
        }

        return standing.Select(r => (r.Day, r.Slot)).Distinct().Count() == standing.Count
            && standing.GroupBy(r => r.Day).All(day => day.Count() < 2
                || (day.First().ReadAt - day.Last().ReadAt).Duration() >= HandReadingRules.ShortestGap)
            && standing.All(r => r.IsLate ? r.EnteredAt - r.ReadAt <= HandReadingRules.LatestEntry : r.EnteredAt == r.ReadAt);
    }
}
