using System.Text.Json;
using System.Text.Json.Nodes;
using ColdChain.Agent.Probes.Mqtt.Profiles.Steps;
using ColdChain.Core.Readings;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>One form of message applied to one message: every part, every temperature in it, and what is beside.</summary>
internal sealed class RuleReading(MessageRule rule, ProfileUse use, PayloadSteps steps)
{
    private readonly List<FoundReading> _readings = [];
    private readonly List<FoundHealth> _health = [];
    private readonly List<(string Where, string Reason)> _refused = [];

    /// <summary>Bytes belong to the whole message, unless each part has its own.</summary>
    private bool HasBytesOfParts => rule.Bytes is not null && rule.Each is { Origin: not PathOrigin.Decoded };

    public FoundMessage Read(MessageScope whole, IncomingMessage message)
    {
        MessageScope? understood = HasBytesOfParts ? whole : WithDecoded(whole, message);
        if (understood is not null && !message.IsRetained)
        {
            foreach (MessageScope part in rule.Each is { } each ? understood.Each(each) : [understood])
            {
                ReadPart(part, message);
            }
        }

        return new FoundMessage { Readings = NameSharing.Resolve(_readings), Health = _health, Refused = _refused };
    }

    /// <summary>With what the step made of its bytes; null when it could make nothing of them.</summary>
    private MessageScope? WithDecoded(MessageScope scope, IncomingMessage message)
    {
        if (rule.Bytes is not { } bytes)
        {
            return scope;
        }

        BytesOutcome outcome = new BytesReading(bytes, steps[bytes.Step]).Read(scope, message.Payload);
        if (outcome.Problem is { } problem)
        {
            _refused.Add((outcome.Where, problem));
        }

        return outcome.Decoded is { } decoded
            ? scope with { Source = scope.Source with { Decoded = JsonSerializer.SerializeToElement<JsonNode>(decoded) } }
            : outcome.Problem is null ? scope : null;
    }

    private void ReadPart(MessageScope found, IncomingMessage message)
    {
        MessageScope? part = HasBytesOfParts ? WithDecoded(found, message) : found;
        if (part is null)
        {
            return;
        }

        Dictionary<string, JsonNode?> further = HealthFields.Of(rule.Health, part);
        string? copyKey = rule.CopyKey?.Of(part);
        int before = _readings.Count;
        foreach (MeasureRule measure in rule.Measures)
        {
            if (measure.When.All(condition => condition.Holds(part)) && ValueOf(measure, part, message) is { } value)
            {
                Add(measure, part, message, value with { Further = further, CopyKey = copyKey });
            }
        }

        string[] names = [.. _readings.Skip(before).SelectMany(reading => reading.Names).Concat(NamesOf(rule.Names, part)).Distinct(StringComparer.Ordinal)];
        if (further.Count > 0 && names.Length > 0)
        {
            _health.Add(new FoundHealth(names, further));
        }
    }

    private void Add(MeasureRule measure, MessageScope part, IncomingMessage message, FoundReading value)
    {
        string[] names = [.. NamesOf(measure.Names, part).Distinct(StringComparer.Ordinal)];
        if (names.Length == 0)
        {
            _refused.Add((measure.Paths is [var first, ..] ? $"payload.{first}" : "payload", $"the message does not say which sensor it is from ({string.Join(", ", measure.Names)})"));
            return;
        }

        bool isDoubtful = rule.Except.Any(glob => glob.Fits(part.Key) || glob.Fits(names[0]))
            || (rule.Only.Count > 0 && !rule.Only.Any(glob => glob.Fits(part.Key) || glob.Fits(names[0])));
        _readings.Add(WithTime(part, message, value with { Names = names, IsDoubtful = isDoubtful }));
    }

    /// <summary>Null when the part has nothing for this rule.</summary>
    private FoundReading? ValueOf(MeasureRule measure, MessageScope part, IncomingMessage message)
    {
        ProbeValue value;
        if (rule.Form == PayloadForm.Text)
        {
            value = NumberText.Read(use.Scale is { } chosen ? measure.Meaning with { Scale = chosen } : measure.Meaning, message.Payload.Span);
        }
        else if (part.TryFind(measure.Paths, out JsonElement found, out ValuePath? path))
        {
            value = Meaning(measure, part) is { } meaning
                ? JsonNumber.Read(meaning, found, path!.Text)
                : new ProbeValue.Faulty(SensorFault.Garbled, $"{path} is in a unit that is no temperature's");
        }
        else if (measure.Expected?.Holds(part) == true)
        {
            value = new ProbeValue.Faulty(SensorFault.ProbeMissing, $"the device says that it has a probe, and there is no {measure.Paths[0]}");
        }
        else
        {
            return null;
        }

        return new FoundReading([], value, null, ReadingFlags.None);
    }

    /// <summary>Null when the message names a unit that is none of temperatures.</summary>
    private NumberMeaning? Meaning(MeasureRule measure, MessageScope part)
    {
        if (use.Scale is { } chosen)
        {
            return measure.Meaning with { Scale = chosen };
        }

        foreach (ValuePath path in measure.UnitPaths)
        {
            if (part.TryFindOutward(path, out JsonElement unit) && MessageScope.TextOf(unit) is { } text)
            {
                return UnitText.ScaleOf(text) is { } scale ? measure.Meaning with { Scale = scale } : null;
            }
        }

        return measure.Meaning;
    }

    private FoundReading WithTime(MessageScope part, IncomingMessage message, FoundReading reading)
    {
        bool isLogged = rule.Time?.Logged?.Holds(part) == true;
        JsonElement? written = null;
        foreach (ValuePath path in rule.Time?.Paths ?? [])
        {
            if (part.TryFindOutward(path, out JsonElement found) && found.ValueKind != JsonValueKind.Null)
            {
                written = found;
                break;
            }
        }

        StatedMoment moment = StatedTime.Of(written, new TimeTerms(message.Arrival, use.Zone, isLogged));
        return reading with
        {
            At = moment.At,
            Flags = moment.Flags,
            IsLogged = isLogged,
            Value = isLogged && !moment.IsBelieved && reading.Value is ProbeValue.Measured
                ? new ProbeValue.Faulty(SensorFault.Garbled, "the device kept this value and does not say believably when it measured it")
                : reading.Value,
        };
    }

    private static IEnumerable<string> NamesOf(IReadOnlyList<NameTemplate> templates, MessageScope part) =>
        templates.Select(template => template.Of(part)).OfType<string>();
}
