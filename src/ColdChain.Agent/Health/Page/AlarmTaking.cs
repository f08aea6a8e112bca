using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using ColdChain.Agent.LocalAlarm;
using ColdChain.Agent.LocalAlarm.Desk;

namespace ColdChain.Agent.Health.Page;

/// <summary>"I have it" on the status page: believed only from the page itself.</summary>
/// <remarks>
/// The token is made anew with each run of the agent and stands in the form alone, so that no other page of the internet
/// can silence a siren through a browser on this machine.
/// </remarks>
internal sealed class AlarmTaking(LocalAlarmDesk? desk)
{
    /// <summary>A name, an id and a token; more is no form of ours.</summary>
    private const int LargestForm = 4096;

    private const string Plain = "text/plain; charset=utf-8";

    public string Token { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public async ValueTask<StatusAnswer> TakeAsync(HttpListenerRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength64 is < 0 or > LargestForm)
        {
            return new StatusAnswer(413, Plain, "The form is too large.");
        }

        byte[] body = new byte[request.ContentLength64];
        await request.InputStream.ReadExactlyAsync(body, cancellationToken);
        System.Collections.Specialized.NameValueCollection form = HttpUtility.ParseQueryString(Encoding.UTF8.GetString(body));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(form["token"] ?? string.Empty), Encoding.UTF8.GetBytes(Token)))
        {
            return new StatusAnswer(403, Plain, "The form is of an earlier run of the agent: open the page again. 页面已过期，请重新打开。");
        }

        string name = LocalAlarmDesk.NameOf(form["name"]);
        if (name.Length == 0)
        {
            return new StatusAnswer(400, Plain, "A name is missing. 请填写姓名。");
        }

        string language = StatusWords.For(request.QueryString["lang"]).Language;
        string id = form["id"] ?? string.Empty;
        return desk?.Acknowledge(id, name, AcknowledgedBy.Page) == AcknowledgeOutcome.Acknowledged
            ? new StatusAnswer(303, Plain, string.Empty) { Location = $"/?lang={language}" }
            : new StatusAnswer(303, Plain, string.Empty) { Location = $"/take?id={Uri.EscapeDataString(id)}&lang={language}" };
    }
}
