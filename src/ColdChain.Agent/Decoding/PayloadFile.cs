namespace ColdChain.Agent.Decoding;

/// <summary>The file that 'decode' is given as a payload.</summary>
internal static class PayloadFile
{
    /// <summary>More than any broker lets through.</summary>
    private const int LargestBytes = 16 * 1024 * 1024;

    public static bool TryRead(string path, out byte[] payload, out string problem)
    {
        payload = [];
        problem = string.Empty;
        try
        {
            FileInfo file = new(path);
            if (file.Exists && file.Length > LargestBytes)
            {
                problem = $"{path} is larger than 16 MiB; is it the right file?";
                return false;
            }

            payload = File.ReadAllBytes(path);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            problem = $"{path} cannot be read: {fault.Message}";
            return false;
        }
    }
}
