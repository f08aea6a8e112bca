using System.Reflection;
using System.Text.RegularExpressions;
using ColdChain.Server.People;
using ColdChain.Server.Running;
using ColdChain.Server.Tests.People.Walk;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>Every place in an address where somebody can write: parameters of the query, and segments of the path.</summary>
internal static partial class Questions
{
    private static readonly string[] OfTheTrail = ["from", "to", "person", "action", "subject", "facility", "before"];

    /// <summary>Where the query is read by hand, so that no signature tells its names.</summary>
    private static readonly Dictionary<string, string[]> ReadByHand = new()
    {
        ["/audit"] = OfTheTrail,
        ["/api/v1/audit"] = OfTheTrail,
        ["/api/v1/charts/{*unit}"] = ["range"],
    };

    /// <summary>Without these an API refuses before it looks at the one that is tried.</summary>
    private static readonly Dictionary<string, string> Needed = new() { ["from"] = "1777500000000", ["to"] = "1777600000000", ["buckets"] = "10" };

    /// <summary>Addresses that lack their last value, one for each parameter of each route that this walker may read.</summary>
    public static IEnumerable<(Attempt At, string UpTo)> InQueries(WalkedCounty county, Walker walker) =>
        from endpoint in Endpoints(county)
        where Method(endpoint) == "GET"
        let names = Names(endpoint)
        from attempt in Attempts.At(endpoint, "GET", county.Facilities)
        where attempt.Expected(walker) == Verdict.In
        from name in names
        let rest = attempt.Rule is { Method: "GET" }
            ? string.Concat(names.Where(other => other != name && Needed.ContainsKey(other)).Select(other => $"&{other}={Needed[other]}"))
            : string.Empty
        select (attempt, $"{attempt.Address}?{rest.TrimStart('&')}&{name}=");

    /// <summary>Routes with one segment left to be filled.</summary>
    public static IEnumerable<(string Method, Func<string, string> With)> InPaths(WalkedCounty county) =>
        from endpoint in Endpoints(county)
        let pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        where AccessTable.Find(Method(endpoint), pattern) is not null
        from parameter in endpoint.RoutePattern.Parameters
        select (Method(endpoint), (Func<string, string>)(text => Parameter().Replace(
            pattern,
            match => match.Groups["name"].Value == parameter.Name
                ? Uri.EscapeDataString(text)
                : county.Facilities[0].Things.GetValueOrDefault(match.Groups["name"].Value, "2026-04"))));

    private static IEnumerable<RouteEndpoint> Endpoints(WalkedCounty county) =>
        county.Server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static string Method(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null || endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is null
            ? "GET"
            : endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0];

    /// <summary>What the page and all parts of pages ask for, or what the handler takes that is no segment of its path.</summary>
    private static string[] Names(RouteEndpoint endpoint)
    {
        string[] byHand = ReadByHand.GetValueOrDefault("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), []);
        if (endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type is { } page)
        {
            IEnumerable<Type> parts = typeof(ServerApplication).Assembly.GetTypes()
                .Where(type => typeof(IComponent).IsAssignableFrom(type) && type.GetCustomAttribute<RouteAttribute>() is null);
            return [.. byHand, .. parts.Append(page).SelectMany(OfComponent).Distinct()];
        }

        IEnumerable<ParameterInfo> taken = endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [];
        return
        [
            .. byHand,
            .. taken.Where(one => one.ParameterType == typeof(string) || one.ParameterType.IsValueType)
                .Select(one => one.Name!)
                .Where(name => name != "cancellationToken" && endpoint.RoutePattern.GetParameter(name) is null),
        ];
    }

    private static IEnumerable<string> OfComponent(Type component) =>
        component.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(property => property.GetCustomAttribute<SupplyParameterFromQueryAttribute>() is { } asked ? asked.Name ?? property.Name : null)
            .OfType<string>();

    [GeneratedRegex(@"\{\**(?<name>\w+)(:\w+)?\}")]
    private static partial Regex Parameter();
}
