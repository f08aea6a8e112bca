using System.Text;

namespace ColdChain.Server.Tests.Pages;

/// <summary>A file in a form, called whatever the test says: the framework's own client would refuse to send the worst names.</summary>
internal static class UploadedPart
{
    public static ByteArrayContent Of(string field, string fileName, byte[] bytes)
    {
        ByteArrayContent part = new(bytes);
        string escaped = string.Concat(Encoding.UTF8.GetBytes(fileName).Select(one => char.IsAsciiLetterOrDigit((char)one) ? $"{(char)one}" : $"%{one:X2}"));
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{field}\"; filename=\"upload\"; filename*=UTF-8''{escaped}");
        return part;
    }
}
