using Microsoft.Extensions.Primitives;

namespace ColdChain.Server.Running;

/// <summary>Turns away what has a zero byte in its address or in a field of its form: nobody types one, and PostgreSQL stores none.</summary>
/// <remarks>Without it each field of each page would have to know, and one that does not is an error of the database on one of our two.</remarks>
internal sealed class ZeroBytes(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        bool has = (http.Request.Path.Value ?? string.Empty).Contains('\0', StringComparison.Ordinal)
            || http.Request.Query.Any(field => Has(field.Key, field.Value))
            || (http.Request.HasFormContentType
                && (await http.Request.ReadFormAsync(http.RequestAborted)).Any(field => Has(field.Key, field.Value)));
        if (!has)
        {
            await next(http);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status400BadRequest;
    }

    private static bool Has(string name, StringValues values) =>
        name.Contains('\0', StringComparison.Ordinal) || values.Any(value => value?.Contains('\0', StringComparison.Ordinal) is true);
}
