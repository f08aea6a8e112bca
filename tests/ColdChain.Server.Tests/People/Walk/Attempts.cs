using System.Globalization;
using System.Text.RegularExpressions;
using ColdChain.Server.People;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace ColdChain.Server.Tests.People.Walk;

/// <summary>Makes of each endpoint the requests to try: one for each facility whose thing it can name, and one for a thing that is nowhere.</summary>
internal static partial class Attempts
{
    /// <summary>What is nowhere, in a form that each kind of id can have.</summary>
    private const string NoSuchNumber = "987654321";

    private const string NoSuchName = "nowhere/at-all";

    /// <summary>Parameters that name no thing of a facility.</summary>
    private static readonly Dictionary<string, string> Fillers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["month"] = "2026-04",
        ["documentName"] = "v1",
        ["status"] = "404",
        ["kind"] = "unit",
    };

    public static IEnumerable<Attempt> At(RouteEndpoint endpoint, string method, IReadOnlyList<WalkedFacility> facilities)
    {
        string pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        AccessRule? rule = AccessTable.Find(method, pattern);
        bool isJson = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("application/json") is true;
        return Addresses(pattern, rule, facilities)
            .Select(one => new Attempt(method, one.Address, rule, one.Of) { IsJson = isJson });
    }

    /// <summary>Throws when the route names something of which the walk has none to try.</summary>
    public static IEnumerable<(string Address, WalkedFacility? Of)> Addresses(
        string pattern, AccessRule? rule, IReadOnlyList<WalkedFacility> facilities)
    {
        string[] parameters = [.. Parameter().Matches(pattern).Select(match => match.Groups["name"].Value)];
        string[] things = [.. parameters.Where(name => !Fillers.ContainsKey(name))];
        if (rule?.ScopedBy is { } scopedBy && !things.Contains(scopedBy, StringComparer.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"{pattern} is scoped by '{scopedBy}', which it does not have.");
        }

        if (things.Length == 0)
        {
            return [(Fill(pattern, name => Fillers[name]), null)];
        }

        // Where the token itself is the secret there is one way in, and no outside.
        IEnumerable<WalkedFacility> tried = rule?.Audience == Audience.Anyone ? facilities.Take(1) : facilities;
        List<(string, WalkedFacility?)> addresses =
            [.. tried.Select(facility => (Fill(pattern, name => Value(pattern, name, facility)), (WalkedFacility?)facility))];
        if (rule?.ScopedBy is not null)
        {
            addresses.Add((Fill(pattern, name => Fillers.GetValueOrDefault(name) ?? Nowhere(facilities[0].Things[name])), null));
        }

        return addresses;
    }

    private static string Value(string pattern, string name, WalkedFacility facility) =>
        Fillers.GetValueOrDefault(name)
        ?? facility.Things.GetValueOrDefault(name)
        ?? throw new InvalidOperationException(
            $"{pattern} names a '{name}', and the walk has none to try: add one for each facility to WalkedCounty.");

    private static string Nowhere(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? NoSuchNumber : NoSuchName[..Math.Max(value.Contains('/', StringComparison.Ordinal) ? 14 : 7, 0)];

    private static string Fill(string pattern, Func<string, string> value) =>
        Parameter().Replace(pattern, match => value(match.Groups["name"].Value));

    [GeneratedRegex(@"\{\**(?<name>\w+)(:\w+)?\}")]
    private static partial Regex Parameter();
}
