using System.Net;
using System.Text;

namespace FirmwareSim.Tests.History;

/// <summary>Answers requests with what it was given, one after the other, and remembers what was asked.</summary>
internal sealed class CannedServer(params CannedAnswer[] answers) : HttpMessageHandler
{
    private readonly Queue<CannedAnswer> _answers = new(answers);

    public List<string> Asked { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add($"{request.Method} {request.RequestUri!.AbsolutePath} {request.Headers.Authorization}");
        if (!_answers.TryDequeue(out CannedAnswer? answer))
        {
            throw new InvalidOperationException("Asked more often than expected.");
        }

        if (answer.Status == 0)
        {
            throw new HttpRequestException("Connection refused");
        }

        HttpResponseMessage response = new((HttpStatusCode)answer.Status)
        {
            Content = new StringContent(answer.Body, Encoding.UTF8, "application/json"),
        };
        return Task.FromResult(response);
    }
}
