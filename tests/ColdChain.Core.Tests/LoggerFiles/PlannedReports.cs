using ColdChain.Testing.LoggerFiles;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.LoggerFiles;

/// <summary>Reports of every model, quiet and troubled ones, to be written and read back.</summary>
internal static class PlannedReports
{
    private static readonly DateOnly Newest = new(2026, 5, 2);

    private static readonly Gen<int?> Tenths = Gen.Frequency(
        (6, Gen.Choose(-900, 600).Select(tenths => (int?)tenths)), (1, Gen.Constant((int?)null)));

    private static readonly Gen<TimeOnly> Clock = Gen.Choose(0, 1439).Select(minute => new TimeOnly(minute / 60, minute % 60));

    private static readonly Gen<TimeOnly?> MaybeClock = Gen.OneOf(Clock.Select(time => (TimeOnly?)time), Gen.Constant((TimeOnly?)null));

    private static readonly Gen<bool> Flag = Gen.Elements(true, false);

    /// <summary>One of each model, small, with something to tell.</summary>
    public static IReadOnlyList<PlannedReport> OfEachModel { get; } =
    [
        new() { Days = PlannedReport.QuietDays(Newest, 2) },
        new() { Model = "Q-tag Fridge-tag 2 E", HasExternal = true, Days = [new PlannedDay(Newest) { ExternalTimeoutMinutes = 21, ExternalTimeoutAt = new(15, 4) }] },
        new() { Model = "Q-tag Fridge-tag 2 L", HasLfAlone = true, LogMinutes = 5, Days = PlannedReport.QuietDays(Newest, 1), Log = Rows(Newest, 3, 5) },
        new() { Model = "Q-tag Ultra Low", LowLimitTenths = -900, HighLimitTenths = -600, LogMinutes = 5, Days = [new PlannedDay(Newest) { HighMinutes = 12, HighFiredAt = new(3, 0), AmbientTenths = 214 }], Log = Rows(Newest, 2, 5) },
        new() { Model = ReportWriter.QTagModel, Serial = "TESTAB012", LogMinutes = 10, Log = Rows(Newest, 3, 10) },
    ];

    public static Gen<PlannedReport> Any =>
        from model in Gen.Elements("Q-tag Fridge-tag 2", "Q-tag Fridge-tag 2 E", "Q-tag Fridge-tag 2 L", "Q-tag Ultra Low", ReportWriter.QTagModel)
        from hasExternal in Flag
        from hasLfAlone in Flag
        from low in Gen.Choose(-900, 50)
        from rows in Gen.Choose(0, 12)
        from cells in Tenths.ArrayOf(rows)
        from days in Days
        select new PlannedReport
        {
            Model = model,
            HasExternal = hasExternal && model != ReportWriter.QTagModel,
            HasLfAlone = hasLfAlone,
            LowLimitTenths = low,
            LogMinutes = KeepsLog(model) ? 10 : null,
            Log = !KeepsLog(model) ? [] : [.. Rows(Newest, rows, 10).Select((row, index) => row with { Tenths = cells[index], IsOut = cells[index] is null or > 80 })],
            Days = model == ReportWriter.QTagModel ? [] : days,
        };

    private static bool KeepsLog(string model) => model is not ("Q-tag Fridge-tag 2" or "Q-tag Fridge-tag 2 E");

    private static Gen<PlannedDay[]> Days =>
        from count in Gen.Choose(0, 4)
        from days in Day.ArrayOf(count)
        select days.Select((day, back) => day with { Date = Newest.AddDays(-back) }).ToArray();

    private static Gen<PlannedDay> Day =>
        from low in Tenths
        from high in Tenths
        from at in Clock
        from minutes in Gen.Choose(0, 1440)
        from fired in MaybeClock
        from lost in Gen.Choose(0, 1440)
        from lostAt in MaybeClock
        from morning in MaybeClock
        select new PlannedDay(Newest)
        {
            MinimumTenths = low,
            MaximumTenths = high,
            MaximumAt = at,
            HighMinutes = minutes,
            HighFiredAt = fired,
            InternalTimeoutMinutes = lost,
            InternalTimeoutAt = lostAt,
            CheckedInMorning = morning,
        };

    private static PlannedRow[] Rows(DateOnly day, int count, int minutes) =>
        [.. Enumerable.Range(0, count).Select(row => new PlannedRow(day.ToDateTime(new TimeOnly(8, 1)).AddMinutes(row * minutes), 40 + row, false))];
}
