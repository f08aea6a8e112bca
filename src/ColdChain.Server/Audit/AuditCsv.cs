using System.Globalization;
using System.Text;
using ColdChain.Server.Api;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Audit;

/// <summary>The rows that the page shows, as CSV, however many; taking them out is itself a row.</summary>
internal static class AuditCsv
{
    private static readonly string[] Head =
    [
        "编号 number", "时间 at (UTC)", "人员 who", "操作 action", "对象 subject", "对象编号 key", "机构 facility",
        "原值 old values", "新值 new values", "原因 reason", "哈希 sha256",
    ];

    public static async Task<IResult> GetAsync(HttpContext http, AuditReader reader, AuditTrail trail)
    {
        AuditQuestion question = AuditQuestion.Read(http.Request.Query) with { Before = null };
        await trail.AppendAsync(
            new AuditAct(AuditActions.Export, "audit_entry", "csv")
            {
                NewValues = AuditValues.Write(new Dictionary<string, string?> { ["Question"] = question.ToQuery() }),
            },
            http.RequestAborted);
        return Results.Stream(
            body => WriteAsync(body, reader.Newest(question), http.RequestAborted), "text/csv; charset=utf-8", "audit.csv");
    }

    private static async Task WriteAsync(Stream body, IQueryable<AuditEntry> rows, CancellationToken cancellationToken)
    {
        StringBuilder line = new();
        CsvText.AppendLine(line, Head);
        await body.WriteAsync(CsvText.Mark, cancellationToken);
        await body.WriteAsync(Encoding.UTF8.GetBytes(line.ToString()), cancellationToken);
        await foreach (AuditEntry row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            line.Clear();
            CsvText.AppendLine(line, Cells(row));
            await body.WriteAsync(Encoding.UTF8.GetBytes(line.ToString()), cancellationToken);
        }
    }

    private static string[] Cells(AuditEntry row) =>
    [
        row.Id.ToString(CultureInfo.InvariantCulture), row.At.ToString(), CsvText.Typed(row.Actor), CsvText.Typed(row.Action),
        CsvText.Typed(row.Subject), CsvText.Typed(row.SubjectKey), row.FacilityId?.ToString() ?? string.Empty,
        CsvText.Typed(row.OldValues), CsvText.Typed(row.NewValues), CsvText.Typed(row.Reason), row.Sha256?.ToString() ?? string.Empty,
    ];
}
