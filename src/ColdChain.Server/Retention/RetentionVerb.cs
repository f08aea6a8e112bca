using System.Globalization;
using ColdChain.Core.Integrity;
using ColdChain.Core.Time;
using ColdChain.Server.Audit;
using ColdChain.Server.Equipment;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Ingest;
using ColdChain.Server.Persistence;
using ColdChain.Server.Running;

namespace ColdChain.Server.Retention;

/// <summary><c>coldchain-server retention</c>: tells which readings have been kept long enough, and destroys them when a person says so.</summary>
internal static class RetentionVerb
{
    public const string Name = "retention";

    /// <summary>A name or a reason is a line on a record.</summary>
    private const int LongestText = 200;

    public static async Task<int> RunAsync(CommandLine line, IServiceProvider services, TimeProvider clock, TextWriter output)
    {
        bool isOrder = line["--by"] is not null || line["--reason"] is not null;
        string? decidedBy = isOrder ? TextOf(line, "--by") : null;
        string? reason = isOrder ? TextOf(line, "--reason") : null;
        if (line.Mistakes.Count > 0)
        {
            return Verbs.ExitMistakes;
        }

        Instant now = clock.GetCurrentInstant();
        HistoryWriter writer = services.GetRequiredService<HistoryWriter>();
        IReadOnlyList<ChunkId> due = await DueAsync(services, writer, now);
        await output.WriteLineAsync(Summary(due, writer.Memory));
        if (!isOrder || due.Count == 0)
        {
            return 0;
        }

        Destruction destruction = new(writer, services.GetRequiredService<SigningKeyFile>());
        (long number, long readings) = await destruction.DestroyAsync(
            due, new DestructionText(0, now, decidedBy!, reason!), CancellationToken.None);
        await AuditAsync(services, now, $"{decidedBy}: {reason}", number, readings);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Destroyed {readings:n0} readings in {due.Count:n0} sealed days; destruction record {number}, signed. Hashes, chain and roots stay.\n"
            + $"已销毁 {due.Count:n0} 个封存日的 {readings:n0} 个读数；销毁记录第 {number} 号，已签名。哈希、链和每日根保留。"));
        return 0;
    }

    private static async Task<IReadOnlyList<ChunkId>> DueAsync(IServiceProvider services, HistoryWriter writer, Instant now)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        EquipmentPlan plan = await services.GetRequiredService<EquipmentDirectory>().PlanAsync(CancellationToken.None);
        RetentionBook book = await RetentionBook.LoadAsync(
            plan, scope.ServiceProvider.GetRequiredService<RecordsDbContext>(), now, CancellationToken.None);
        DayCalendar calendar = writer.Memory.Calendar;
        int today = calendar.DayOf(now);
        IReadOnlyList<ChunkId> standing = await writer.WriteAsync(
            session => Destruction.Standing(session, today), CancellationToken.None);
        return
        [
            .. standing.GroupBy(chunk => (chunk.Sensor, chunk.Day)).Where(IsOver).SelectMany(day => day),
        ];

        bool IsOver(IGrouping<(int Sensor, int Day), ChunkId> day) =>
            writer.Memory.Find(day.Key.Sensor) is { } timeline
            && book.KeepThrough(timeline.Sensor, DayCalendar.DateOf(day.Key.Day), calendar.During(day.Key.Day)) < DayCalendar.DateOf(today);
    }

    private static string Summary(IReadOnlyList<ChunkId> due, HistoryMemory memory)
    {
        if (due.Count == 0)
        {
            return "No readings have been kept longer than the rules ask for.\n没有超过保存期限的温度记录。";
        }

        IEnumerable<string> lines = due.GroupBy(chunk => chunk.Sensor).Select(sensor => string.Create(
            CultureInfo.InvariantCulture,
            $"  {memory.Find(sensor.Key)?.Sensor}  {DayCalendar.DateOf(sensor.Min(chunk => chunk.Day)):yyyy-MM-dd} - {DayCalendar.DateOf(sensor.Max(chunk => chunk.Day)):yyyy-MM-dd}  {sensor.DistinctBy(chunk => chunk.Day).Count():n0} days"));
        return $"Kept longer than the rules ask for / 超过保存期限:\n{string.Join('\n', lines.Order(StringComparer.Ordinal))}\n"
            + "Nothing goes by itself: add --by NAME --reason TEXT to destroy these readings. / 不会自动销毁：加上 --by 姓名 --reason 原因 才销毁。";
    }

    private static async Task AuditAsync(IServiceProvider services, Instant now, string why, long number, long readings)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        records.Add(new AuditEntry
        {
            At = now,
            Actor = "coldchain-server retention",
            Action = "destroy",
            Subject = "readings",
            SubjectKey = string.Create(CultureInfo.InvariantCulture, $"destruction {number}"),
            Reason = why,
            NewValues = string.Create(CultureInfo.InvariantCulture, $"{{\"readings\":{readings}}}"),
        });
        await records.SaveChangesAsync(CancellationToken.None);
    }

    /// <summary>It becomes a line of what is signed, so it is one.</summary>
    private static string? TextOf(CommandLine line, string option)
    {
        string? text = line.Require(option);
        if (text is not null && (text.Length > LongestText || text.Any(char.IsControl)))
        {
            line.Mistakes.Add($"{option} is one line of at most {LongestText} characters.");
        }

        return text;
    }
}
