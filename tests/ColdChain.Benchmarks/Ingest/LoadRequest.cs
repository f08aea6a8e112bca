using System.Globalization;
using System.Text;

namespace ColdChain.Benchmarks.Ingest;

/// <summary>A whole HTTP request as bytes, made before the clock runs; how many readings it carries.</summary>
public sealed record LoadRequest(ReadOnlyMemory<byte> Bytes, int Readings)
{
    /// <summary>A POST over HTTP/1.1 on a connection that is kept.</summary>
    /// <param name="path">With its query, such as <c>/write?db=x</c>.</param>
    /// <param name="headers">Beside Host and Content-Length.</param>
    /// <param name="body">As it is sent.</param>
    /// <param name="readings">What the body carries.</param>
    public static LoadRequest Post(string path, IEnumerable<(string Name, string Value)> headers, ReadOnlySpan<byte> body, int readings)
    {
        ArgumentNullException.ThrowIfNull(headers);
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {body.Length}\r\n");
        foreach ((string name, string value) in headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return new LoadRequest((byte[])[.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body], readings);
    }
}
