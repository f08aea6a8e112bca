using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.People.Walk;

/// <summary>The pages of the running server, each with things that are there.</summary>
internal static class WalkedPages
{
    public static IEnumerable<Attempt> Of(WalkedCounty county) =>
        from endpoint in county.Server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        where method == "GET"
        from attempt in Attempts.At(endpoint, method, county.Facilities)
        where attempt.Rule is { Method: "PAGE" }
        select attempt;
}
