using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.People;
using ColdChain.Server.Signing;
using Microsoft.AspNetCore.Mvc;

namespace ColdChain.Server.Inspection;

/// <summary>An inspector signs a month (HR-07). The access table lets no other role in; antiforgery is checked.</summary>
internal static class MonthReviewEndpoint
{
    private const int LongestFinding = 500;

    public static async Task<IResult> PostAsync(
        string month, string unit, [FromForm] string? finding, [FromForm] string? password, HttpContext http)
    {
        CurrentPerson person = http.RequestServices.GetRequiredService<CurrentPerson>();
        FacilityScope scope = http.RequestServices.GetRequiredService<FacilityScope>();
        Instant now = http.RequestServices.GetRequiredService<TimeProvider>().GetCurrentInstant();
        if (!MonthAddress.TryParse(month, out DateOnly first)
            || !StorageUnitId.TryParse(unit, CultureInfo.InvariantCulture, out StorageUnitId id)
            || await scope.FindStorageUnitAsync(id, http.RequestAborted) is not { } found)
        {
            return Results.NotFound();
        }

        if (LocalDays.At(now, person.TimeZone) < first)
        {
            return Results.Problem("Nobody can review a month that has not begun.", statusCode: StatusCodes.Status400BadRequest);
        }

        SignatureDesk signatures = http.RequestServices.GetRequiredService<SignatureDesk>();
        string of = $"{MonthAddress.Of(first)} {id}";
        if (await signatures.CheckAsync(password, MonthReview.Table, of, http.RequestAborted) is { } fault)
        {
            return Results.Redirect($"{MonthAddress.Page(first, id)}?not-signed={fault}#reviews");
        }

        await signatures.SaveAsync(Review(found, first, now, person, finding), SignatureMeaning.Reviewed, null, http.RequestAborted);
        return Results.Redirect(MonthAddress.Page(first, id) + "#reviews");
    }

    private static MonthReview Review(StorageUnit unit, DateOnly month, Instant now, CurrentPerson person, string? finding) => new()
    {
        StorageUnitId = unit.Id,
        FacilityId = unit.FacilityId,
        Month = month,
        ReviewedAt = now,
        ReviewedById = person.Id,
        ReviewedBy = person.FullName,
        Finding = string.IsNullOrWhiteSpace(finding) ? null : finding.Trim() is { Length: > LongestFinding } much ? much[..LongestFinding] : finding.Trim(),
    };
}
