namespace ColdChain.Agent.Decoding;

/// <summary>Bytes as a person copies them: <c>01 03 00 1F</c>, with or without spaces.</summary>
internal static class HexText
{
    /// <returns>Null when it is none, or longer than any frame could be (64 KiB of text).</returns>
    public static byte[]? Read(string text)
    {
        if (text.Length > 64 * 1024)
        {
            return null;
        }

        string digits = string.Concat(text.Where(letter => letter is not (' ' or ':' or '-' or '\t' or '\r' or '\n')));
        byte[] bytes = new byte[digits.Length / 2];
        return digits.Length % 2 == 0 && Convert.FromHexString(digits, bytes, out _, out int written) == System.Buffers.OperationStatus.Done
            && written == bytes.Length
                ? bytes
                : null;
    }
}
