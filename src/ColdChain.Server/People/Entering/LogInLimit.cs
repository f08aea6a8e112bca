using System.Globalization;
using System.Threading.RateLimiting;
using ColdChain.Server.Running;

namespace ColdChain.Server.People.Entering;

/// <summary>How many passwords and set-up links may be tried from one address: who guesses at many names is slowed as well.</summary>
internal static class LogInLimit
{
    /// <summary>The window over which tries are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static bool Concerns(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method)
        && (http.Request.Path.StartsWithSegments("/log-in", StringComparison.OrdinalIgnoreCase)
            || http.Request.Path.StartsWithSegments("/set-up", StringComparison.OrdinalIgnoreCase));

    public static IServiceCollection AddLogInLimit(this IServiceCollection services, ServerOptions options) =>
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter =
                    (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan after) ? Math.Ceiling(after.TotalSeconds) : 60)
                    .ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.Get(
                http.Connection.RemoteIpAddress?.ToString() ?? string.Empty,
                _ => new WindowLimiter(options.LogInsPerMinute, Window, http.RequestServices.GetRequiredService<TimeProvider>())));
        });
}
