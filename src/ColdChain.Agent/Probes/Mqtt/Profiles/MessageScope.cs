using System.Globalization;
using System.Text.Json;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>The part of a message that a rule looks at, and what is around it.</summary>
/// <param name="Part">The part itself.</param>
/// <param name="Around">The part that it is in; null for the whole message.</param>
/// <param name="Key">Its name or its place in what is around it; empty for the whole message.</param>
/// <param name="Source">The whole message and its topic.</param>
internal sealed record MessageScope(JsonElement Part, MessageScope? Around, string Key, MessageSource Source)
{
    /// <summary>Parts that one message may have; no known device sends a tenth of it.</summary>
    private const int MostParts = 1000;

    /// <summary>The first of the paths that leads somewhere.</summary>
    public bool TryFind(IReadOnlyList<ValuePath> paths, out JsonElement found, out ValuePath? path)
    {
        foreach (ValuePath one in paths)
        {
            if (TryFind(one, out found))
            {
                path = one;
                return true;
            }
        }

        found = default;
        path = null;
        return false;
    }

    public bool TryFind(ValuePath path, out JsonElement found)
    {
        found = default;
        return path.Origin switch
        {
            PathOrigin.Message => path.TryFind(Source.Whole, out found),
            PathOrigin.Decoded => Source.Decoded is { } decoded && path.TryFind(decoded, out found),
            PathOrigin.Part => path.TryFind(Part, out found),
        };
    }

    /// <summary>Here, or in the nearest part around that has it: a serial number stands once above many records.</summary>
    public bool TryFindOutward(ValuePath path, out JsonElement found)
    {
        for (MessageScope? scope = this; scope is not null; scope = scope.Around)
        {
            if (scope.TryFind(path, out found))
            {
                return true;
            }
        }

        found = default;
        return false;
    }

    /// <summary>Every part that the path leads to; members in the message's order.</summary>
    public IEnumerable<MessageScope> Each(ValuePath path)
    {
        MessageScope begin = path.Origin switch
        {
            PathOrigin.Decoded when Source.Decoded is { } decoded => new MessageScope(decoded, null, string.Empty, Source),
            PathOrigin.Message => new MessageScope(Source.Whole, null, string.Empty, Source),
            _ => this,
        };
        IEnumerable<MessageScope> parts = [begin];
        foreach (PathStep step in path.Steps)
        {
            parts = parts.SelectMany(part => part.Inside(step));
        }

        return parts.Take(MostParts);
    }

    /// <summary>A plain value as text; null for anything else and for empty texts.</summary>
    public static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private IEnumerable<MessageScope> Inside(PathStep step)
    {
        if (step.IsWild && Part.ValueKind == JsonValueKind.Array)
        {
            return Part.EnumerateArray().Select((one, place) => With(one, place.ToString(CultureInfo.InvariantCulture)));
        }

        if (step.IsWild)
        {
            return Part.ValueKind != JsonValueKind.Object
                ? []
                : Part.EnumerateObject().Where(member => step.Fits(member.Name)).Select(member => With(member.Value, member.Name));
        }

        return step.Name is { } name && Part.ValueKind == JsonValueKind.Object && Part.TryGetProperty(name, out JsonElement found)
            ? [With(found, name)]
            : step.Name is null && Part.ValueKind == JsonValueKind.Array && step.Place < Part.GetArrayLength()
                ? [With(Part[step.Place], step.Place.ToString(CultureInfo.InvariantCulture))]
                : [];
    }

    private MessageScope With(JsonElement part, string key) => new(part, this, key, Source);
}
