using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ColdChain.Agent.Probes.Mqtt.Profiles.Steps;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>Takes the bytes out of a message and gives them to their step.</summary>
internal sealed class BytesReading(BytesRule rule, IPayloadStep step)
{
    /// <summary>Far more than any step takes.</summary>
    private const int LongestText = 100_000;

    public BytesOutcome Read(MessageScope whole, ReadOnlyMemory<byte> payload)
    {
        if (rule.Paths.Count == 0)
        {
            return OfPayload(whole, payload);
        }

        if (!whole.TryFind(rule.Paths, out JsonElement found, out ValuePath? path) || found.ValueKind == JsonValueKind.Null)
        {
            return default;
        }

        string where = $"payload.{path}";
        string? text = found.ValueKind == JsonValueKind.String ? found.GetString() : null;
        byte[]? bytes = text is null || text.Length > LongestText ? null : BytesOf(text, rule.Form);
        return bytes is null
            ? new BytesOutcome(null, where, $"is no {rule.Form switch { BytesForm.Base64 => "base64", BytesForm.Hex => "hexadecimal", _ => "text" }} text")
            : Step(whole, bytes, where);
    }

    /// <summary>As the text that tools and logs make of bytes, where it is one; else as they are.</summary>
    private BytesOutcome OfPayload(MessageScope whole, ReadOnlyMemory<byte> payload)
    {
        bool isText = payload.Length <= LongestText && !payload.Span.Trim("\r\n"u8).ContainsAnyExceptInRange((byte)' ', (byte)'~');
        string text = isText ? Encoding.ASCII.GetString(payload.Span).Trim() : string.Empty;
        foreach (BytesForm form in (ReadOnlySpan<BytesForm>)[BytesForm.Hex, BytesForm.Base64])
        {
            if (isText && BytesOf(text, form) is { } bytes && Step(whole, bytes, "payload") is { Problem: null } read)
            {
                return read;
            }
        }

        return Step(whole, payload, "payload");
    }

    private BytesOutcome Step(MessageScope whole, ReadOnlyMemory<byte> bytes, string where) =>
        step.TryDecode(bytes, whole.Source.TopicParts, out JsonObject decoded, out string problem)
            ? new BytesOutcome(decoded, where, null)
            : new BytesOutcome(decoded.Count > 0 ? decoded : null, where, problem);

    private static byte[]? BytesOf(string text, BytesForm form)
    {
        byte[] bytes = new byte[text.Length];
        int written = 0;
        bool isRead = form switch
        {
            BytesForm.Hex => Convert.FromHexString(text, bytes, out _, out written) == System.Buffers.OperationStatus.Done,
            BytesForm.Base64 => Convert.TryFromBase64String(text, bytes, out written),
            _ => true,
        };
        return form is BytesForm.Text or BytesForm.Raw ? Encoding.UTF8.GetBytes(text) : isRead ? bytes[..written] : null;
    }
}
