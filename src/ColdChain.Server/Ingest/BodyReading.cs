using System.Buffers;
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

    /// <summary>Where it is not known how long a body is.</summary>
    private const int FirstLength = 64 * 1024;

    /// <summary>Null when there is more than allowed. A broken gzip stream is an <see cref="InvalidDataException"/>.</summary>
    /// <param name="body">Read to its end, or to the limit.</param>
    /// <param name="isGzip">How it comes.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>In an array of the shared pool: give it to <see cref="Return"/>.</returns>
    public static async Task<ArraySegment<byte>?> ReadAsync(Stream body, bool isGzip, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        await using Stream? unpacking = isGzip ? new GZipStream(body, CompressionMode.Decompress, leaveOpen: true) : null;
        Stream source = unpacking ?? body;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstLength);
        int length = 0;
        bool isWhole = false;
        try
        {
            while (!isWhole && length <= MostBytes)
            {
                if (length == buffer.Length)
                {
                    buffer = Longer(buffer);
                }

                // One byte more than allowed is enough to know.
                int read = await source.ReadAsync(buffer.AsMemory(length, Math.Min(buffer.Length, MostBytes + 1) - length), cancellationToken);
                length += read;
                isWhole = read == 0;
            }
        }
        finally
        {
            if (!isWhole)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        return isWhole ? new ArraySegment<byte>(buffer, 0, length) : default(ArraySegment<byte>?);
    }

    public static void Return(ArraySegment<byte> read) => ArrayPool<byte>.Shared.Return(read.Array!);

    private static byte[] Longer(byte[] full)
    {
        byte[] longer = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(longer, 0);
        ArrayPool<byte>.Shared.Return(full);
        return longer;
    }
}
