using System.Net.Http.Json;
using ColdChain.Core.Alarms;

namespace ColdChain.Server.Alarming.Notifiers.WeCom;

/// <summary>Posts one text message to one WeCom group robot, and calls out to the contact's phone in the group.</summary>
/// <remarks>
/// The robot's key stands in the address of the request, so neither the address nor an exception that may quote it is
/// logged, and redirects are not followed. The service knows no idempotency keys; ours travels as a header for receivers
/// that do (the local inbox, a gateway).
/// </remarks>
public sealed class WeComNotifier(NotifierAddresses addresses, HttpClient http) : INotifier
{
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>More than the robot ever answers; whatever sends more is no robot.</summary>
    private const int MostReplyBytes = 64 * 1024;

    public ContactWay Way => ContactWay.WeCom;

    /// <summary>A client as this notifier wants it: no redirects, a bounded answer, fresh look-ups of the name.</summary>
    public static HttpClient CreateClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        MaxResponseContentBufferSize = MostReplyBytes,
    };

    public async Task<DeliveryOutcome> SendAsync(NotifierMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        WeComOptions service = addresses.WeCom;
        if (!service.Robots.TryGetValue(message.Address, out string? key))
        {
            if (!service.AcceptsUnknownRobots)
            {
                return new DeliveryOutcome.Failed(
                    DeliveryFailure.Auth, $"Alarming:WeCom:Robots has no robot '{message.Address}'");
            }

            key = message.Address;
        }

        Uri address = new(service.BaseUrl, $"cgi-bin/webhook/send?key={Uri.EscapeDataString(key)}");
        using HttpRequestMessage request = new(HttpMethod.Post, address);
        request.Headers.Add(KeyHeader, message.Key);
        request.Content = JsonContent.Create(Body(message));
        using HttpResponseMessage response = await http.SendAsync(request, cancellationToken);
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return WeComReply.Read(response.StatusCode, body);
    }

    private static Dictionary<string, object> Body(NotifierMessage message)
    {
        Dictionary<string, object> text = new() { ["content"] = WeComText.Of(message) };
        if (message.Mobile is not null)
        {
            text["mentioned_mobile_list"] = new[] { message.Mobile };
        }

        return new() { ["msgtype"] = "text", ["text"] = text };
    }
}
