using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Forwarding;

/// <summary>Posts gzip JSON by the wire contract (design §7, docs/protocols/wire.md).</summary>
/// <remarks>
/// Redirects are not followed: the key would go to whoever sends them, and a captive portal would swallow readings. An
/// answer of 200 that is not a BatchReply (a login page, a proxy) counts as no answer.
/// </remarks>
public sealed class HttpServerLine : IServerLine, IDisposable
{
    /// <summary>5 000 rejected entries with a long reason each are below it.</summary>
    private const int LongestReplyBytes = 4 * 1024 * 1024;

    private const int LongestReasonShown = 300;

    /// <summary>The end of the year 9999 in Unix milliseconds.</summary>
    private const long LatestTime = 253_402_300_799_999;

    private readonly ForwardingOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client;
    private readonly Uri _address;
    private volatile bool _takesColumns;

    public HttpServerLine(ForwardingOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _clock = clock;
        Budget = new BandwidthBudget(options.MostBytesPerSecond, clock);
        _address = new Uri(
            options.ServerUrl.AbsoluteUri.TrimEnd('/') + $"/api/v1/agents/{options.Agent}/batches", UriKind.Absolute);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = options.RequestTimeout,
            ConnectCallback = (context, cancellationToken) => LineConnecting.ConnectAsync(context, Budget, cancellationToken),
            // A server that moved to another address is found again.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = 4,
        })
        {
            Timeout = options.RequestTimeout,
            MaxResponseContentBufferSize = LongestReplyBytes,
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue(
            "coldchain-agent", typeof(HttpServerLine).Assembly.GetName().Version?.ToString(3)));
    }

    public BandwidthBudget Budget { get; }

    public async Task<SendOutcome> SendAsync(ReadingBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            bool isByColumns = _takesColumns;
            SendOutcome outcome = await PostAsync(isByColumns ? batch.ByColumns() : batch, cancellationToken);
            if (isByColumns && outcome is SendOutcome.NotUnderstood)
            {
                // Another server answers now, or a fault of ours: rows are what every server must take.
                _takesColumns = false;
                outcome = await PostAsync(batch, cancellationToken);
            }

            return outcome;
        }
        catch (Exception fault) when (
            // A connection reset while it is being made comes out of HttpClient as a bare SocketException.
            fault is HttpRequestException or IOException or SocketException or JsonException || IsOfTheAnswer(fault)
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return fault switch
            {
                OperationCanceledException => Later(
                    $"no answer from {_options.ServerUrl.Authority} within {_options.RequestTimeout.TotalSeconds:0.#} s") with
                { IsTimeout = true },
                _ when fault is JsonException || IsOfTheAnswer(fault) => NotOurs(fault.Message),
                _ => Later($"{_options.ServerUrl.Authority} cannot be reached: {fault.Message}") with { IsUnreached = true },
            };
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>The level is the default one: by a sixth smaller than the fastest, for milliseconds of a minute.</summary>
    internal static ByteArrayContent Pack(ReadingBatch batch)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            JsonSerializer.Serialize(gzip, batch, WireJson.Default.ReadingBatch);
        }

        ByteArrayContent content = new(packed.GetBuffer(), 0, (int)packed.Length);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private async Task<SendOutcome> PostAsync(ReadingBatch batch, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, _address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.Key.Reveal());
        request.Headers.Add(ReadingBatch.LaneHeader, batch.Lane);
        request.Content = Pack(batch);
        using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken);
        SendOutcome outcome = await ReadAsync(response, cancellationToken);
        if (outcome is SendOutcome.Answered)
        {
            _takesColumns = response.Headers.TryGetValues(ReadingBatch.TakesHeader, out IEnumerable<string>? takes)
                && takes.Contains(ReadingBatch.TakesColumns, StringComparer.Ordinal);
        }

        return outcome;
    }

    private async Task<SendOutcome> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        int code = (int)response.StatusCode;
        return response.StatusCode switch
        {
            HttpStatusCode.OK => await ReadReplyAsync(response, cancellationToken),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Somebody(
                $"the server refuses the key of agent {_options.Agent} ({code}): compare agent.id and server.key with the server's list of agents"),
            HttpStatusCode.NotFound => Somebody(
                $"the server does not know this address or agent {_options.Agent} (404): check server.url and agent.id"),
            HttpStatusCode.RequestEntityTooLarge => new SendOutcome.TooLarge(),
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity =>
                new SendOutcome.NotUnderstood(await ReasonAsync(response, code, cancellationToken)),
            _ when code is >= 300 and < 400 => Somebody(
                $"the server sends us elsewhere ({code}, to {response.Headers.Location?.ToString() ?? "nowhere"}): put the final address into server.url"),
            _ => new SendOutcome.TryAgain(
                await ReasonAsync(response, code, cancellationToken), RetryAfter(response), NeedsSomebody: false),
        };
    }

    private static async Task<SendOutcome> ReadReplyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // Read as UTF-8 whatever its head says: JSON is nothing else, and a proxy may name a script that is not known here.
        using Stream json = await response.Content.ReadAsStreamAsync(cancellationToken);
        BatchReply? reply = await JsonSerializer.DeserializeAsync(json, WireJson.Default.BatchReply, cancellationToken);
        return reply is not { Accepted: not null, Rejected: not null }
            ? Later("the answer is empty")
            : reply.Accepted.Contains(null!) || reply.Rejected.Contains(null!) || reply.ServerTime < 0 || reply.ServerTime > LatestTime
            ? NotOurs("it has empty entries, or a time that no calendar has")
            : new SendOutcome.Answered(reply);
    }

    private static async Task<string> ReasonAsync(
        HttpResponseMessage response, int code, CancellationToken cancellationToken)
    {
        string text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return $"the server answers {code}: {InOneLine(text.Length > LongestReasonShown ? text[..LongestReasonShown] : text)}";
    }

    private TimeSpan RetryAfter(HttpResponseMessage response)
    {
        TimeSpan asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - _clock.GetUtcNow(),
            _ => TimeSpan.Zero,
        };
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked > Longest ? Longest : asked;
    }

    /// <summary>A server that says "tomorrow" is asked again after an hour.</summary>
    private static TimeSpan Longest => TimeSpan.FromHours(1);

    /// <summary>Where it is shown a line is a line: of the log, and of what systemd is told, for which each is an order.</summary>
    private static string InOneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();

    private static SendOutcome.TryAgain NotOurs(string detail) =>
        Later($"the answer is not a server's (a proxy or a login page between?): {detail}");

    /// <summary>How .NET says that an answer is not packed as its head says.</summary>
    private static bool IsOfTheAnswer(Exception fault) => fault is InvalidDataException or InvalidOperationException or NotSupportedException;

    private static SendOutcome.TryAgain Later(string reason) => new(reason, TimeSpan.Zero, NeedsSomebody: false);

    private static SendOutcome.TryAgain Somebody(string reason) => new(reason, TimeSpan.Zero, NeedsSomebody: true);
}
