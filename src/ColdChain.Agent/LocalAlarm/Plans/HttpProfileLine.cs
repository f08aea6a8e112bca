using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using ColdChain.Agent.Forwarding;

namespace ColdChain.Agent.LocalAlarm.Plans;

/// <summary>Asks by <c>GET /api/v1/agents/{agentId}/profile</c> (docs/protocols/wire.md).</summary>
public sealed class HttpProfileLine : IProfileLine, IDisposable
{
    private readonly ForwardingOptions _options;
    private readonly HttpClient _client;
    private readonly Uri _address;

    public HttpProfileLine(ForwardingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _address = new Uri(options.ServerUrl.AbsoluteUri.TrimEnd('/') + $"/api/v1/agents/{options.Agent}/profile", UriKind.Absolute);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // The key would go to whoever redirects.
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = options.RequestTimeout,
            // Asked every few minutes: a connection is not held open in between.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
        })
        {
            Timeout = options.RequestTimeout,
            MaxResponseContentBufferSize = EdgePlan.MostBytes,
        };
    }

    public async Task<ProfileOutcome> AskAsync(string known, CancellationToken cancellationToken)
    {
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, _address);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.Key.Reveal());
            if (known.Length > 0 && EntityTagHeaderValue.TryParse($"\"{known}\"", out EntityTagHeaderValue? tag))
            {
                request.Headers.IfNoneMatch.Add(tag);
            }

            using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.NotModified => new ProfileOutcome.Unchanged(),
                HttpStatusCode.OK => new ProfileOutcome.Changed(await response.Content.ReadAsByteArrayAsync(cancellationToken)),
                _ => new ProfileOutcome.Failed($"the server answers {(int)response.StatusCode}"),
            };
        }
        catch (Exception fault) when (
            fault is HttpRequestException or IOException or SocketException
                or InvalidDataException or InvalidOperationException // Not packed as its head says.
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new ProfileOutcome.Failed(fault is OperationCanceledException ? "no answer in time" : fault.Message);
        }
    }

    public void Dispose() => _client.Dispose();
}
