using System.Net;
using System.Text;
using ColdChain.Testing;

namespace ColdChain.Server.Tests.Alarming;

/// <summary>A web server that answers every request alike and keeps the last one.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly HttpStatusCode _status;
    private readonly string _body;

    public Receiver(HttpStatusCode status, string body)
    {
        (_status, _body) = (status, body);
        Address = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = AnswerAsync();
    }

    public Uri Address { get; }

    public string LastBody { get; private set; } = string.Empty;

    public string LastPath { get; private set; } = string.Empty;

    public void Dispose() => _listener.Close();

    private async Task AnswerAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext exchange = await _listener.GetContextAsync();
            using StreamReader reader = new(exchange.Request.InputStream);
            LastBody = await reader.ReadToEndAsync();
            LastPath = exchange.Request.Url!.PathAndQuery;
            exchange.Response.StatusCode = (int)_status;
            exchange.Response.Headers["Location"] = "http://127.0.0.1:1/elsewhere";
            await exchange.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(_body));
            exchange.Response.Close();
        }
    }
}
