namespace ColdChain.Server.Running;

/// <summary>Tells browsers to run nothing that did not come from this server, and to be framed by nobody.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        IHeaderDictionary headers = http.Response.Headers;
        // Charts colour their SVG by style attributes, hence 'unsafe-inline' for styles alone.
        headers.ContentSecurityPolicy =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (http.Request.IsHttps)
        {
            // A browser that was here once speaks TLS with this host for a year.
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        return next(http);
    }
}
