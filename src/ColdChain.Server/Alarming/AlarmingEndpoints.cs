using ColdChain.Core.Alarms;
using ColdChain.Server.Alarming.Contacts;
using ColdChain.Server.People;
using Microsoft.AspNetCore.Mvc;

namespace ColdChain.Server.Alarming;

/// <summary>What the forms of the alarm pages post. Every answer sends the reader back to the page, with what came of it.</summary>
internal static class AlarmingEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // AL-09. The token in the address is the secret and proves the intent: a page that does not know it cannot make
        // a browser post here, so no antiforgery cookie is needed, and a mail program's browser often keeps none.
        routes.MapPost("/a/{token}/take", TakeByLinkAsync);
        routes.MapPost("/a/{token}/explain", ExplainByLinkAsync).DisableAntiforgery();
        routes.MapPost("/alarms/{alarm:long}/take", TakeAsync);
        routes.MapPost("/alarms/{alarm:long}/explain", ExplainAsync);
        routes.MapPost("/contacts/{contact:long}/test", TestAsync);
    }

    private static async Task<IResult> TakeByLinkAsync(string token, AlarmDesk desk, CancellationToken cancellationToken)
    {
        if (await desk.FindLinkAsync(token, cancellationToken) is not { } link)
        {
            return Results.NotFound();
        }

        TakeOutcome? outcome = await desk.TakeByLinkAsync(link, cancellationToken);
        return Results.LocalRedirect($"/a/{token}{(outcome is null ? string.Empty : $"?said={outcome}")}");
    }

    private static async Task<IResult> ExplainByLinkAsync(
        string token, [FromForm] ExplanationForm? form, AlarmDesk desk, CancellationToken cancellationToken)
    {
        if (await desk.FindLinkAsync(token, cancellationToken) is not { } link)
        {
            return Results.NotFound();
        }

        CloseOutcome? outcome = await desk.ExplainByLinkAsync(link, form?.CauseOrNull, form?.ActionOrNull, cancellationToken);
        return Results.LocalRedirect($"/a/{token}{(outcome is null ? string.Empty : $"?said={outcome}")}");
    }

    /// <param name="alarm">Scope is checked by the access table.</param>
    /// <param name="from">Bound from the form so that the antiforgery token is required.</param>
    private static async Task<IResult> TakeAsync(
        long alarm, [FromForm] string? from, AlarmDesk desk, CurrentPerson person, CancellationToken cancellationToken)
    {
        TakeOutcome outcome = await desk.TakeAsync(alarm, person.FullName, contactId: null, cancellationToken);
        return Results.LocalRedirect($"/alarms/{alarm}?said={outcome}{(from is null ? string.Empty : "#now")}");
    }

    private static async Task<IResult> ExplainAsync(
        long alarm, [FromForm] ExplanationForm? form, AlarmDesk desk, CurrentPerson person, CancellationToken cancellationToken)
    {
        CloseOutcome outcome = await desk.ExplainAsync(
            alarm, new Explanation(person.FullName, form?.CauseOrNull, form?.ActionOrNull), cancellationToken);
        return Results.LocalRedirect($"/alarms/{alarm}?said={outcome}");
    }

    private static async Task<IResult> TestAsync(
        long contact, [FromForm] string? from, TestMessages messages, CurrentPerson person, CancellationToken cancellationToken)
    {
        await messages.SendAsync(contact, person.FullName, cancellationToken);
        return Results.LocalRedirect($"/contacts?tested={contact}{(from is null ? string.Empty : "#contacts")}");
    }
}
