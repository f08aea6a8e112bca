using System.IO.Compression;

namespace ColdChain.Server.Ingest;

/// <summary>Reads the body of a request, unpacked, and never more of it than is allowed.</summary>
public static class BodyReading
{
    /// <summary>
    /// Unpacked. The largest honest batch, 5 000 readings of 45 bytes or as many events with long texts, is well below;
    /// a kilobyte of zeros that unpacks to gigabytes stops here.
    /// </summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>As sent; gzip never makes an honest batch larger than it was.</summary>
    public const long MostBytesAsSent = MostBytes;

    /// <summary>Null when there is more than allowed. A broken gzip stream is an <see cref="InvalidDataException"/>.</summary>
    public static async Task<ArraySegment<byte>?> ReadAsync(Stream body, bool isGzip, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        await using Stream? unpacking = isGzip ? new GZipStream(body, CompressionMode.Decompress, leaveOpen: true) : null;
        Stream source = unpacking ?? body;
        byte[] buffer = new byte[64 * 1024];
        int length = 0;
        while (true)
        {
            int read = await source.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return new ArraySegment<byte>(buffer, 0, length);
            }

            length += read;
            if (length > MostBytes)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MostBytes + 1));
            }
        }
    }
}
