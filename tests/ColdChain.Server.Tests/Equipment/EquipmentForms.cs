using System.Net;
using System.Text.RegularExpressions;
using ColdChain.Server.Persistence;
using ColdChain.Server.Tests.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Equipment;

/// <summary>Somebody in a browser who fills in the forms of facilities and equipment.</summary>
internal static partial class EquipmentForms
{
    public static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Sends one form of a page as a browser does; answers the page that comes back, or where it leads.</summary>
    public static async Task<string> SendAsync(
        this HttpClient client, string page, string handler, IReadOnlyDictionary<string, string> fields, (string Name, string FileName, byte[] Bytes)? file = null)
    {
        string html = await client.ReadAsync(page);
        using MultipartFormDataContent form = new();
        string token = TokenField().Match(html).Groups[1].Value;
        form.Add(new StringContent(handler), "_handler");
        form.Add(new StringContent(WebUtility.HtmlDecode(token)), "__RequestVerificationToken");
        foreach ((string name, string value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        if (file is { } upload)
        {
            form.Add(UploadedPart.Of(upload.Name, upload.FileName, upload.Bytes));
        }

        using HttpResponseMessage answer = await client.PostAsync(new Uri(page, UriKind.Relative), form, Token);
        return answer.StatusCode == HttpStatusCode.Found
            ? new Uri(client.BaseAddress!, answer.Headers.Location!).AbsolutePath
            : $"{(int)answer.StatusCode} {Html.Words(await answer.Content.ReadAsStringAsync(Token))}";
    }

    public static async Task<TResult> AskAsync<TResult>(this ServerUnderTest server, Func<RecordsDbContext, Task<TResult>> ask)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<RecordsDbContext>());
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
