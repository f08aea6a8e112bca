using System.Net;
using System.Text.Json;
using ColdChain.Core.Alarms;

namespace ColdChain.Server.Alarming.Notifiers.WeCom;

/// <summary>What a robot's answer means: the HTTP status first, then the error code in the body.</summary>
public static class WeComReply
{
    /// <summary>More than 20 messages in a minute to one robot.</summary>
    private const int TooFrequent = 45009;

    /// <summary>The key names no robot.</summary>
    private const int InvalidWebhook = 93000;

    private const int Busy = -1;

    public static DeliveryOutcome Read(HttpStatusCode status, ReadOnlyMemory<byte> body) => status switch
    {
        HttpStatusCode.OK => TryReadCode(body, out int code) ? OfCode(code) : Failed(DeliveryFailure.Server, "the answer has no errcode"),
        HttpStatusCode.TooManyRequests => Failed(DeliveryFailure.RateLimited, "HTTP 429"),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Failed(DeliveryFailure.Auth, $"HTTP {(int)status}"),
        >= HttpStatusCode.InternalServerError => Failed(DeliveryFailure.Server, $"HTTP {(int)status}"),
        _ => Failed(DeliveryFailure.Client, $"HTTP {(int)status}"),
    };

    private static DeliveryOutcome OfCode(int code) => code switch
    {
        0 => new DeliveryOutcome.Delivered(),
        TooFrequent => Failed(DeliveryFailure.RateLimited, $"errcode {code}: more than 20 messages in a minute"),
        InvalidWebhook => Failed(DeliveryFailure.Auth, $"errcode {code}: the key names no robot"),
        Busy => Failed(DeliveryFailure.Server, $"errcode {code}: busy"),
        _ => Failed(DeliveryFailure.Client, $"errcode {code}"),
    };

    /// <exception cref="JsonException">The body is not JSON; the containment takes that for a fault of the server.</exception>
    private static bool TryReadCode(ReadOnlyMemory<byte> body, out int code)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        code = 0;
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("errcode", out JsonElement element)
            && element.ValueKind == JsonValueKind.Number
            && element.TryGetInt32(out code);
    }

    private static DeliveryOutcome.Failed Failed(DeliveryFailure kind, string detail) => new(kind, detail);
}
