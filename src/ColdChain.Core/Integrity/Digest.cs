using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace ColdChain.Core.Integrity;

/// <summary>A SHA-256: 32 bytes, shown as 64 small hexadecimal digits.</summary>
/// <remarks>The default is 32 zero bytes and stands for "nothing came before".</remarks>
public readonly record struct Digest
{
    public const int Length = 32;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    private Digest(ReadOnlySpan<byte> bytes)
    {
        _first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _second = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _third = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _fourth = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>The first eight digits: enough to tell two roots of one history apart on paper, no proof.</summary>
    public string ShortForm => ToString()[..8];

    public static Digest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(bytes, hash);
        return new Digest(hash);
    }

    /// <returns>False where these are not 32 bytes.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Digest digest)
    {
        bool fits = bytes.Length == Length;
        digest = fits ? new Digest(bytes) : default;
        return fits;
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out Digest digest)
    {
        digest = default;
        Span<byte> bytes = stackalloc byte[Length];
        bool fits = text?.Length == Length * 2 && text.All(char.IsAsciiHexDigitLower)
            && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
        if (fits)
        {
            digest = new Digest(bytes);
        }

        return fits;
    }

    /// <param name="bytes">At least 32.</param>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _first);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], _second);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], _third);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], _fourth);
    }

    public byte[] ToArray()
    {
        byte[] bytes = new byte[Length];
        Write(bytes);
        return bytes;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{_first:x16}{_second:x16}{_third:x16}{_fourth:x16}");
}
