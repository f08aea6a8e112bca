using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ColdChain.Server.Ingest;

/// <summary>The pieces of JSON that a batch is made of, read where they stand; each leaves the position behind what it took.</summary>
/// <remarks>
/// Whole numbers are most of a batch and are read here, digit by digit; text with escapes, and everything that is no number,
/// is left to the framework's reader. What is not JSON, or not what is asked for, is a <see cref="JsonException"/>.
/// </remarks>
internal static class JsonScan
{
    /// <summary>More digits than a 64-bit number can have are not looked at.</summary>
    private const int MostDigits = 19;

    /// <summary>The next byte that is no white space, not taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Peek(ReadOnlySpan<byte> json, ref int at)
    {
        while ((uint)at < (uint)json.Length)
        {
            byte next = json[at];
            if (next is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                return next;
            }

            at++;
        }

        throw Refuse(at, "more of it");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take(ReadOnlySpan<byte> json, ref int at, char what)
    {
        if (Peek(json, ref at) != what)
        {
            throw Refuse(at, $"'{what}'");
        }

        at++;
    }

    /// <summary>Takes what stands between or after the parts of an array or an object; true when there is a further part.</summary>
    public static bool TakeNext(ReadOnlySpan<byte> json, ref int at, char end)
    {
        byte next = Peek(json, ref at);
        if (next != (byte)',' && next != end)
        {
            throw Refuse(at, $"',' or '{end}'");
        }

        at++;
        return next == (byte)',';
    }

    /// <summary>Takes the opening of an array or an object; false when it is empty, and then its end was taken too.</summary>
    public static bool TakeFirst(ReadOnlySpan<byte> json, ref int at, char begin, char end)
    {
        Take(json, ref at, begin);
        if (Peek(json, ref at) != end)
        {
            return true;
        }

        at++;
        return false;
    }

    /// <summary>Takes <c>null</c> when that stands here.</summary>
    public static bool TakeNull(ReadOnlySpan<byte> json, ref int at)
    {
        bool isNull = Peek(json, ref at) == (byte)'n' && json[at..].StartsWith("null"u8);
        at += isNull ? 4 : 0;
        return isNull;
    }

    /// <summary>A whole number of 64 bits, without fraction and exponent.</summary>
    /// <remarks>Four of them to a reading: compiled well from the first call on, since a storm may be the first thing a server sees.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Integer(ReadOnlySpan<byte> json, ref int at)
    {
        bool isNegative = Peek(json, ref at) == (byte)'-';
        int begin = at + (isNegative ? 1 : 0);
        int end = begin;
        ulong number = 0;
        while ((uint)end < (uint)json.Length && unchecked((uint)(json[end] - '0')) is <= 9 and var digit && end - begin <= MostDigits)
        {
            number = unchecked((number * 10) + digit);
            end++;
        }

        int digits = end - begin;
        bool isTooLong = digits is 0 or > MostDigits || (digits > 1 && json[begin] == (byte)'0');
        if (isTooLong || number > (ulong)long.MaxValue + (isNegative ? 1UL : 0) || GoesOn(json, end))
        {
            throw Refuse(at, "a whole number of at most 64 bits");
        }

        at = end;
        return unchecked(isNegative ? -(long)number : (long)number);
    }

    /// <summary>Text, or null where null stands.</summary>
    public static string? Text(ReadOnlySpan<byte> json, ref int at)
    {
        Peek(json, ref at);
        Utf8JsonReader reader = new(json[at..]);
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
        {
            throw Refuse(at, "text");
        }

        string? text = ReadText(ref reader, at);
        at += (int)reader.BytesConsumed;
        return text;
    }

    /// <summary>The name of a property and the colon behind it; unescaped.</summary>
    public static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> json, ref int at)
    {
        if (Peek(json, ref at) != (byte)'"')
        {
            throw Refuse(at, "the name of a property");
        }

        ReadOnlySpan<byte> rest = json[(at + 1)..];
        int length = rest.IndexOfAny((byte)'"', (byte)'\\');
        ReadOnlySpan<byte> name;
        if (length >= 0 && rest[length] == (byte)'"' && rest[..length].IndexOfAnyInRange((byte)0, (byte)0x1F) < 0)
        {
            name = rest[..length];
            at += length + 2;
        }
        else
        {
            name = Encoding.UTF8.GetBytes(Text(json, ref at) ?? string.Empty);
        }

        Take(json, ref at, ':');
        return name;
    }

    /// <summary>A value that the framework reads.</summary>
    public static T? Value<T>(ReadOnlySpan<byte> json, ref int at, JsonTypeInfo<T> type)
    {
        Peek(json, ref at);
        Utf8JsonReader reader = new(json[at..]);
        T? value = JsonSerializer.Deserialize(ref reader, type);
        at += (int)reader.BytesConsumed;
        return value;
    }

    /// <summary>A value that nobody asked for.</summary>
    public static void Skip(ReadOnlySpan<byte> json, ref int at)
    {
        Peek(json, ref at);
        Utf8JsonReader reader = new(json[at..]);
        reader.Read();
        reader.Skip();
        at += (int)reader.BytesConsumed;
    }

    public static JsonException Refuse(int at, string wanted) =>
        new($"The body is not the JSON of a batch: at byte {at} there should be {wanted}.");

    /// <summary>Unpaired surrogates are no text; the framework says so with an exception of its own.</summary>
    private static string? ReadText(ref Utf8JsonReader reader, int at)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            throw Refuse(at, "text in UTF-8");
        }
    }

    private static bool GoesOn(ReadOnlySpan<byte> json, int end) =>
        (uint)end < (uint)json.Length
        && json[end] is not ((byte)',' or (byte)']' or (byte)'}' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t');
}
