using System.Text.Json;
using ColdChain.Agent.Probes.Mqtt.Profiles;
using ColdChain.Agent.Probes.Mqtt.Profiles.Discovery;

namespace ColdChain.Agent.Tests.Mqtt.Profiles;

/// <summary>The words of the profile language, one by one.</summary>
public sealed class ProfileLanguageTests
{
    [Theory]
    [InlineData("zigbee2mqtt/{sensor*}", "zigbee2mqtt/a/b c/d'e", "sensor=a/b c/d'e", "zigbee2mqtt/#")]
    [InlineData("tele/{sensor*}/SENSOR", "tele/a/b/SENSOR", "sensor=a/b", "tele/#")]
    [InlineData("v3/{app}/devices/{sensor}/up", "v3/a@t/devices/d/up", "app=a@t sensor=d", "v3/+/devices/+/up")]
    [InlineData("a/+/{sensor}", "a/x/冰箱", "sensor=冰箱", "a/+/+")]
    [InlineData("a/#", "a", "", "a/#")]
    [InlineData("a/#", "a/b/c", "", "a/#")]
    public void A_topic_has_named_parts(string pattern, string topic, string parts, string filter)
    {
        Assert.True(TopicPattern.TryParse(pattern, out TopicPattern? parsed));
        Assert.True(parsed.TryMatch(topic, out IReadOnlyDictionary<string, string> found));
        Assert.Equal(parts, string.Join(' ', found.Select(part => $"{part.Key}={part.Value}")));
        Assert.Equal(filter, parsed.Filter);
    }

    [Theory]
    [InlineData("tele/{sensor*}/SENSOR", "tele/SENSOR")]
    [InlineData("tele/{sensor*}/SENSOR", "tele/a/STATE")]
    [InlineData("{sensor}/x", "a/b/x")]
    [InlineData("{sensor*}", "$SYS/uptime")]
    [InlineData("a/#", "b")]
    public void Another_topic_does_not_fit(string pattern, string topic)
    {
        Assert.True(TopicPattern.TryParse(pattern, out TopicPattern? parsed));
        Assert.False(parsed.TryMatch(topic, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{a*}/{b*}")]
    [InlineData("{a")]
    [InlineData("x{a}")]
    [InlineData("{}")]
    [InlineData("{*}")]
    [InlineData("a/#/b")]
    [InlineData("a+/b")]
    public void A_topic_that_means_nothing_is_refused(string pattern) => Assert.False(TopicPattern.TryParse(pattern, out _));

    [Theory]
    [InlineData("a.b", 1)]
    [InlineData("a['c d'].e", 2)]
    [InlineData("['temperature:0']", 3)]
    [InlineData("list[1].x", 4)]
    [InlineData("[\"with.dot\"]", 5)]
    [InlineData("^a.b", 1)]
    [InlineData("^.a.b", 1)]
    [InlineData("nothing.below", null)]
    public void A_path_leads_to_a_value(string path, int? expected)
    {
        using JsonDocument json = JsonDocument.Parse("""{"a":{"b":1,"c d":{"e":2}},"temperature:0":3,"list":[0,{"x":4}],"with.dot":5,"nothing":null}""");
        Assert.True(ValuePath.TryParse(path, out ValuePath? parsed));
        Assert.True(parsed.TryFind(json.RootElement, out JsonElement found));
        Assert.Equal(expected, found.ValueKind == JsonValueKind.Null ? null : found.GetInt32());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("a[")]
    [InlineData("a[-1]")]
    [InlineData("a['b]")]
    [InlineData("a]b")]
    [InlineData("**")]
    [InlineData("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q")]
    public void A_path_that_leads_nowhere_by_its_form_is_refused(string path) => Assert.False(ValuePath.TryParse(path, out _));

    [Theory]
    [InlineData("{{ value_json.temperature }}", "temperature")]
    [InlineData("{{value_json.a.b}}", "a.b")]
    [InlineData("{{ value_json['a b'].c | float }}", "['a b'].c")]
    [InlineData("{{ value_json[\"a b\"] | float(0) | is_defined }}", "[\"a b\"]")]
    [InlineData("{{ value }}", null)]
    [InlineData("{{ value | float }}", null)]
    [InlineData("{{- value_json.t -}}", "t")]
    public void A_value_template_that_is_a_plain_path_is_one(string text, string? path)
    {
        Assert.True(ValueTemplate.TryParse(text, out ValueTemplate? template));
        Assert.Equal(path, template.Path?.Text);
    }

    [Theory]
    [InlineData("value_json.a")]
    [InlineData("{{ value_json.a / 10 }}")]
    [InlineData("{{ value_json.a/10 }}")]
    [InlineData("{{ value_json.a | round(1) }}")]
    [InlineData("{{ (value_json.a | float - 32) * 5 / 9 }}")]
    [InlineData("{{ value_json.a if value_json.b else 0 }}")]
    [InlineData("{% set x = 1 %}{{ value_json.a }}")]
    [InlineData("{{ states('sensor.x') }}")]
    [InlineData("{{ value_json.^a }}")]
    [InlineData("{{ }}")]
    [InlineData("{{}}")]
    public void A_value_template_that_computes_is_refused(string text) => Assert.False(ValueTemplate.TryParse(text, out _));

    [Theory]
    [InlineData("*humid*", "Humidity_2", true)]
    [InlineData("*humid*", "top", false)]
    [InlineData("a*b*c", "aXXbYYc", true)]
    [InlineData("a*b*c", "ac", false)]
    [InlineData("ESP32", "esp32", true)]
    [InlineData("ESP32", "esp32s", false)]
    public void A_name_pattern_has_stars(string pattern, string name, bool fits) => Assert.Equal(fits, new GlobPattern(pattern).Fits(name));
}
