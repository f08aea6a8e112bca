namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>Turns the bare words nan and inf of old firmware, outside of strings, into null.</summary>
internal static class BareNan
{
    /// <summary>False when there is none, and the payload is wrong in some other way.</summary>
    public static bool TryReplace(ReadOnlySpan<byte> payload, out byte[] repaired)
    {
        List<byte> output = new(payload.Length + 8);
        bool isInString = false;
        bool isReplaced = false;
        for (int i = 0; i < payload.Length; i++)
        {
            int word = isInString ? 0 : LengthOfWord(payload[i..]);
            if (word > 0)
            {
                output.AddRange("null"u8);
                isReplaced = true;
                i += word - 1;
                continue;
            }

            isInString ^= payload[i] == (byte)'"' && !IsEscaped(payload, i);
            output.Add(payload[i]);
        }

        repaired = isReplaced ? [.. output] : [];
        return isReplaced;
    }

    private static int LengthOfWord(ReadOnlySpan<byte> rest)
    {
        int sign = rest[0] == (byte)'-' ? 1 : 0;
        ReadOnlySpan<byte> word = rest[sign..];
        bool isWord = word.Length >= 3
            && (System.Text.Ascii.EqualsIgnoreCase(word[..3], "nan"u8) || System.Text.Ascii.EqualsIgnoreCase(word[..3], "inf"u8))
            && (word.Length == 3 || !char.IsAsciiLetterOrDigit((char)word[3]));
        return isWord ? sign + 3 : 0;
    }

    private static bool IsEscaped(ReadOnlySpan<byte> payload, int quote)
    {
        int backslashes = 0;
        while (quote - backslashes - 1 >= 0 && payload[quote - backslashes - 1] == (byte)'\\')
        {
            backslashes++;
        }

        return backslashes % 2 == 1;
    }
}
