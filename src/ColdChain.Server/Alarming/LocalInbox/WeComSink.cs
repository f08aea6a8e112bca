using System.Text.Json;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming.Notifiers.WeCom;

namespace ColdChain.Server.Alarming.LocalInbox;

/// <summary>A stand-in for the WeCom robots: the same address and the same JSON, on a free loopback port.</summary>
public sealed class WeComSink : IAsyncDisposable
{
    /// <summary>The service's own bound on a text, by which a message that is too long is refused here as there.</summary>
    private const int MostBytes = 2048;

    private readonly WebApplication _web;

    private WeComSink(WebApplication web) => _web = web;

    public Uri Address => new(_web.Urls.Single() + "/");

    public static async Task<WeComSink> StartAsync(
        Action<InboxMessage> received, TimeProvider clock, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        WebApplication web = builder.Build();
        web.MapPost("/cgi-bin/webhook/send", async (HttpContext http) =>
        {
            using JsonDocument body = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
            string text = body.RootElement.GetProperty("text").GetProperty("content").GetString() ?? string.Empty;
            bool fits = System.Text.Encoding.UTF8.GetByteCount(text) <= MostBytes;
            if (fits)
            {
                received(new InboxMessage(
                    ContactWay.WeCom,
                    http.Request.Headers[WeComNotifier.KeyHeader].ToString(),
                    http.Request.Query["key"].ToString(),
                    string.Empty,
                    text,
                    clock.GetCurrentInstant()));
            }

            return Results.Json(new { errcode = fits ? 0 : 45002, errmsg = fits ? "ok" : "content size out of limit" });
        });
        await web.StartAsync(cancellationToken);
        return new WeComSink(web);
    }

    public async ValueTask DisposeAsync() => await _web.DisposeAsync();
}
