using System.Text;

namespace ColdChain.Agent.Buffer;

/// <summary>Finds entries in the bytes of a journal, where the trees that lead to them are damaged.</summary>
/// <remarks>
/// Every byte of a page is tried as the beginning of a row (SQLite's file format §2.1): length, sequence, the length of
/// the record's head, nine types, nine values. What fits its check sum is an entry: the sum covers the sequence too, and
/// hits by chance once in four thousand million tries. Entries without a check sum (version 1) are not found.
/// </remarks>
internal static class RawEntries
{
    /// <summary>The columns of JournalRow, and crc.</summary>
    private const int Columns = 9;

    private const int LastColumn = Columns - 1;

    public static void Find(ReadOnlySpan<byte> page, SequenceRange wanted, IDictionary<long, EntryFields> into)
    {
        for (int at = 0; at < page.Length; at++)
        {
            if (TryRead(page[at..], wanted, out EntryFields found))
            {
                into[found.Sequence] = found;
            }
        }
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, SequenceRange wanted, out EntryFields found)
    {
        found = default;
        ReadOnlySpan<byte> record = bytes;
        if (!TryNumber(ref record, out long length) || length < Columns
            || !TryNumber(ref record, out long sequence) || sequence < wanted.First || sequence > wanted.Last
            || record.Length < length)
        {
            return false;
        }

        record = record[..(int)length];
        ReadOnlySpan<byte> head = record;
        if (!TryNumber(ref head, out long headLength) || headLength < Columns + 1 || headLength > record.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> values = record[(int)headLength..];
        Span<long> types = stackalloc long[Columns];
        foreach (ref long type in types)
        {
            if (!TryNumber(ref head, out type))
            {
                return false;
            }
        }

        return types[0] == 0 && TryFields(types, values, sequence, out found);
    }

    private static bool TryFields(ReadOnlySpan<long> types, ReadOnlySpan<byte> values, long sequence, out EntryFields found)
    {
        found = default;
        long?[] numbers = new long?[Columns];
        string?[] texts = new string?[Columns];
        for (int column = 1; column < Columns; column++)
        {
            bool isText = column is 2 or (>= 5 and < LastColumn);
            if (isText ? !TryText(types[column], ref values, out texts[column]) : !TryInteger(types[column], ref values, out numbers[column]))
            {
                return false;
            }
        }

        found = new EntryFields
        {
            Sequence = sequence,
            At = numbers[1] ?? 0,
            Sensor = texts[2],
            MilliCelsius = numbers[3],
            Flags = numbers[4],
            Kind = texts[5],
            Unit = texts[6],
            Detail = texts[7],
        };
        return numbers[LastColumn] is { } check && check == EntryCheck.Of(found);
    }

    private static bool TryText(long type, ref ReadOnlySpan<byte> values, out string? text)
    {
        text = null;
        if (type == 0)
        {
            return true;
        }

        long length = (type - 13) / 2;
        if (type < 13 || type % 2 == 0 || length > values.Length)
        {
            return false;
        }

        text = Encoding.UTF8.GetString(values[..(int)length]);
        values = values[(int)length..];
        return true;
    }

    private static bool TryInteger(long type, ref ReadOnlySpan<byte> values, out long? number)
    {
        int length = type switch { >= 1 and <= 4 => (int)type, 5 => 6, 6 => 8, 0 or 8 or 9 => 0, _ => int.MaxValue };
        number = type switch { 0 => null, 9 => 1, _ => 0 };
        if (length > values.Length)
        {
            return false;
        }

        if (length > 0)
        {
            long value = unchecked((sbyte)values[0]);
            foreach (byte next in values[1..length])
            {
                value = unchecked((value << 8) | next);
            }

            number = value;
            values = values[length..];
        }

        return true;
    }

    /// <summary>SQLite's variable-length integer: seven bits a byte, big end first; all eight of a ninth.</summary>
    private static bool TryNumber(ref ReadOnlySpan<byte> bytes, out long number)
    {
        const int Longest = 9;
        number = 0;
        for (int at = 0; at < Longest && at < bytes.Length; at++)
        {
            if (at == Longest - 1)
            {
                number = unchecked((number << 8) | bytes[at]);
            }
            else
            {
                number = unchecked((number << 7) | (uint)(bytes[at] & 0x7F));
            }

            if (at == Longest - 1 || (bytes[at] & 0x80) == 0)
            {
                bytes = bytes[(at + 1)..];
                return true;
            }
        }

        return false;
    }
}
