using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ColdChain.Server.History.Influx;

/// <summary>InfluxDB 1.x by HTTP: line protocol in, InfluxQL out.</summary>
/// <remarks>
/// Tested against 1.6.7. 2.x and 3.x have the same two endpoints by their documents, which was not tried. Redirects are not
/// followed: they would carry the password to whoever answers. What InfluxDB says of an error is passed on cut and without
/// control characters; what we sent it is not.
/// </remarks>
public sealed class InfluxHttpClient : IInfluxClient
{
    /// <summary>Mirror and readers together; InfluxDB gains nothing from more on the machines it runs on here.</summary>
    private const int MostConnections = 8;

    private const int RowsPerChunk = 10_000;

    /// <summary>No token of an answer is as long; whatever sends one is no InfluxDB.</summary>
    private const int ReadBytes = 64 * 1024;

    private readonly InfluxOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;

    public InfluxHttpClient(InfluxOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _clock = clock;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = MostConnections,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = options.TimeOut,
        })
        {
            BaseAddress = options.Url,
            Timeout = Timeout.InfiniteTimeSpan, // Each request has its own, by the clock that was handed in.
        };
        _http.DefaultRequestHeaders.Authorization = Authorization(options);
    }

    public async Task<InfluxOutcome> MakeReadyAsync(CancellationToken cancellationToken)
    {
        InfluxOutcome outcome = await AskForPoliciesAsync(cancellationToken);
        if (outcome is InfluxOutcome.Refused refused && refused.Reason.Contains("database not found", StringComparison.Ordinal))
        {
            outcome = await InTimeAsync(CreateAsync, cancellationToken);
            return outcome is InfluxOutcome.Done ? await AskForPoliciesAsync(cancellationToken) : outcome;
        }

        return outcome;
    }

    public Task<InfluxOutcome> WriteAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken) => InTimeAsync(
        async inTime =>
        {
            Uri address = new(_options.Url, $"write?db={Uri.EscapeDataString(_options.Database)}&precision=ms");
            using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = Body(lines) };
            using HttpResponseMessage response = await _http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, inTime);
            return response.StatusCode == HttpStatusCode.NoContent
                ? new InfluxOutcome.Done()
                : await InfluxRefusal.ReadAsync(response, _clock, inTime);
        },
        cancellationToken);

    public Task<InfluxOutcome> ReadAsync(InfluxRange range, IInfluxRows rows, CancellationToken cancellationToken) => InTimeAsync(
        async inTime =>
        {
            using HttpResponseMessage response = await AskAsync(InfluxQl.Points(range), inTime);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return await InfluxRefusal.ReadAsync(response, _clock, inTime);
            }

            InfluxReply reply = new(rows, range.MostRows);
            await using Stream body = await response.Content.ReadAsStreamAsync(inTime);
            await FeedAsync(reply, body, inTime);
            return reply.FaultAtEnd is { } fault ? new InfluxOutcome.Unreachable(fault)
                : reply.Error is { } error ? new InfluxOutcome.Refused(InfluxRefusal.InOneLine(error))
                : new InfluxOutcome.Done();
        },
        cancellationToken);

    public void Dispose() => _http.Dispose();

    private static AuthenticationHeaderValue? Authorization(InfluxOptions options) =>
        options.Token is { } token ? new AuthenticationHeaderValue("Token", token)
        : options.User is { } user ? new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{options.Password}")))
        : null;

    private static async Task FeedAsync(InfluxReply reply, Stream body, CancellationToken inTime)
    {
        byte[] buffer = new byte[ReadBytes];
        int held = 0;
        bool isLast = false;
        while (!isLast && reply.Fault is null)
        {
            if (held == buffer.Length)
            {
                reply.Refuse("the answer has a token that is too long");
                return;
            }

            int read = await body.ReadAsync(buffer.AsMemory(held), inTime);
            isLast = read == 0;
            held += read;
            int used = reply.Feed(buffer.AsSpan(0, held), isLast);
            held -= used;
            buffer.AsSpan(used, held).CopyTo(buffer);
        }
    }

    private Task<InfluxOutcome> AskForPoliciesAsync(CancellationToken cancellationToken) => InTimeAsync(
        async inTime =>
        {
            using HttpResponseMessage response = await AskAsync(InfluxQl.RetentionPolicies(_options.Database), inTime);
            return response.StatusCode == HttpStatusCode.OK
                ? RetentionPolicies.Judge(await InfluxRefusal.BodyAsync(response, inTime), _options.Database)
                : await InfluxRefusal.ReadAsync(response, _clock, inTime);
        },
        cancellationToken);

    private async Task<InfluxOutcome> CreateAsync(CancellationToken inTime)
    {
        using HttpResponseMessage response = await AskAsync(InfluxQl.CreateDatabase(_options.Database), inTime);
        return response.StatusCode == HttpStatusCode.OK
            ? new InfluxOutcome.Done()
            : await InfluxRefusal.ReadAsync(response, _clock, inTime);
    }

    private async Task<HttpResponseMessage> AskAsync(string question, CancellationToken inTime)
    {
        Uri address = new(
            _options.Url,
            $"query?db={Uri.EscapeDataString(_options.Database)}&epoch=ms&chunked=true&chunk_size={RowsPerChunk}");
        using HttpRequestMessage request = new(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("q", question)]),
        };
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, inTime);
    }

    private HttpContent Body(ReadOnlyMemory<byte> lines)
    {
        if (!_options.Gzip)
        {
            return new ReadOnlyMemoryContent(lines);
        }

        MemoryStream packed = new(lines.Length / 8);
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(lines.Span);
        }

        ByteArrayContent body = new(packed.GetBuffer(), 0, (int)packed.Length);
        body.Headers.ContentEncoding.Add("gzip");
        return body;
    }

    /// <summary>The one place where a line's faults become a value.</summary>
    private async Task<InfluxOutcome> InTimeAsync(
        Func<CancellationToken, Task<InfluxOutcome>> ask, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(_options.TimeOut, _clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await ask(either.Token);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new InfluxOutcome.Unreachable(fault is OperationCanceledException
                ? $"no answer within {_options.TimeOut.TotalSeconds:0.#} s"
                : InfluxRefusal.InOneLine(fault.Message));
        }
    }
}
