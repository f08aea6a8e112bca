using Microsoft.Extensions.Primitives;

namespace ColdChain.Server.Running;

/// <summary>Turns away what has a zero byte in its address or in a field of its form: nobody types one, and PostgreSQL stores none.</summary>
/// <remarks>Without it each field of each page would have to know, and one that does not is an error of the database on one of our two.</remarks>
internal sealed class ZeroBytes(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (await RefusalAsync(http) is not { } status)
        {
            await next(http);
            return;
        }

        http.Response.StatusCode = status;
    }

    /// <summary>Null for what has none.</summary>
    private static async Task<int?> RefusalAsync(HttpContext http)
    {
        HttpRequest request = http.Request;
        bool has = (request.Path.Value ?? string.Empty).Contains('\0', StringComparison.Ordinal) || request.Query.Any(field => Has(field.Key, field.Value));

        // The page that explains why a form could not be read is got, and the form is still there: it is not read once more.
        if (has || HttpMethods.IsGet(request.Method) || !request.HasFormContentType)
        {
            return has ? StatusCodes.Status400BadRequest : null;
        }

        try
        {
            return (await request.ReadFormAsync(http.RequestAborted)).Any(field => Has(field.Key, field.Value)) ? StatusCodes.Status400BadRequest : null;
        }
        catch (Exception unread) when (unread is BadHttpRequestException or InvalidDataException)
        {
            // Too long, too slow, too many fields: where a form needs no token nobody has read it before.
            return unread is BadHttpRequestException body ? body.StatusCode : StatusCodes.Status400BadRequest;
        }
    }

    private static bool Has(string name, StringValues values) =>
        name.Contains('\0', StringComparison.Ordinal) || values.Any(value => value?.Contains('\0', StringComparison.Ordinal) is true);
}
