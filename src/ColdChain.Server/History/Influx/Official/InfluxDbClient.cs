#if OFFICIAL_CLIENTS
using System.Text;
using InfluxDB.Client;
using InfluxDB.Client.Api.Domain;
using InfluxDB.Client.Core.Exceptions;
using InfluxDB.Client.Core.Flux.Domain;

namespace ColdChain.Server.History.Influx.Official;

/// <summary>InfluxDB.Client for 2.x behind our seam; compiled only with -p:OfficialClients=true.</summary>
/// <remarks>
/// The database of the configuration is the bucket here, which must be there and must keep its points for ever: 2.x makes
/// buckets only for whoever administers the organisation. Where it differs from our own client: lines travel as one text,
/// and an answer that never ends is bounded by rows and by time, not by the length of a token.
/// </remarks>
public sealed class InfluxDbClient : IInfluxClient
{
    private readonly InfluxOptions _options;
    private readonly TimeProvider _clock;
    private readonly InfluxDBClient _client;

    public InfluxDbClient(InfluxOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _clock = clock;
        InfluxDBClientOptions.Builder builder = InfluxDBClientOptions.Builder.CreateNew()
            .Url(options.Url.ToString())
            .TimeOut(options.TimeOut)
            .AllowRedirects(false)
            .Bucket(options.Database);
        if (options.Organisation is not null)
        {
            builder.Org(options.Organisation);
        }

        if (options.Token is not null)
        {
            builder.AuthenticateToken(options.Token);
        }
        else if (options.User is not null)
        {
            builder.Authenticate(options.User, options.Password!.ToCharArray());
        }

        _client = new InfluxDBClient(builder.Build());
        if (options.Gzip)
        {
            _client.EnableGzip();
        }
    }

    public Task<InfluxOutcome> MakeReadyAsync(CancellationToken cancellationToken) => InTimeAsync(
        async inTime =>
        {
            Bucket bucket = await _client.GetBucketsApi().FindBucketByNameAsync(_options.Database, inTime);
            if (bucket is null)
            {
                return new InfluxOutcome.Refused($"there is no bucket {_options.Database}; make one that keeps points for ever");
            }

            return bucket.RetentionRules.Any(rule => rule.EverySeconds > 0)
                ? new InfluxOutcome.Refused($"the bucket {_options.Database} destroys readings after a time; readings are kept for years")
                : new InfluxOutcome.Done();
        },
        cancellationToken);

    public Task<InfluxOutcome> WriteAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken) => InTimeAsync(
        async inTime =>
        {
            await _client.GetWriteApiAsync().WriteRecordAsync(
                Encoding.UTF8.GetString(lines.Span), WritePrecision.Ms, cancellationToken: inTime);
            return new InfluxOutcome.Done();
        },
        cancellationToken);

    public Task<InfluxOutcome> ReadAsync(InfluxRange range, IInfluxRows rows, CancellationToken cancellationToken) => InTimeAsync(
        async inTime =>
        {
            using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(inTime);
            Exception? fault = null;
            int taken = 0;
            await _client.GetQueryApi().QueryAsync(
                Flux.Points(_options.Database, range),
                record =>
                {
                    if (taken++ < range.MostRows)
                    {
                        Take(record, rows);
                    }
                    else
                    {
                        enough.Cancel();
                    }
                },
                failed => fault = failed,
                cancellationToken: enough.Token);
            return taken > range.MostRows
                ? new InfluxOutcome.Unreachable($"the answer has more than the {range.MostRows} rows that there can be")
                : fault is null ? new InfluxOutcome.Done() : Of(fault);
        },
        cancellationToken);

    public void Dispose() => _client.Dispose();

    private static void Take(FluxRecord record, IInfluxRows rows)
    {
        Span<long?> fields = [.. LineProtocol.Fields.Select(field => record.GetValueByKey(field) as long?)];
        if (record.GetTime() is { } at)
        {
            rows.Add(at.ToUnixTimeMilliseconds(), fields);
        }
    }

    private static InfluxOutcome Of(Exception fault) => fault switch
    {
        HttpException { Status: 408 or 429 or >= 500 } busy => new InfluxOutcome.Busy(
            busy.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null, InfluxRefusal.InOneLine(busy.Message)),
        HttpException { Status: >= 400 } refused => new InfluxOutcome.Refused(InfluxRefusal.InOneLine(refused.Message)),
        _ => new InfluxOutcome.Unreachable(InfluxRefusal.InOneLine(fault.Message)),
    };

    private async Task<InfluxOutcome> InTimeAsync(
        Func<CancellationToken, Task<InfluxOutcome>> ask, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(_options.TimeOut, _clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await ask(either.Token);
        }
        catch (Exception fault) when (fault is InfluxException or HttpRequestException or IOException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Of(fault);
        }
    }
}
#endif
