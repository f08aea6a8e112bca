using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ColdChain.Agent.LocalAlarm.Judging;
using ColdChain.Agent.LocalAlarm.Plans;
using ColdChain.Agent.Tests.Forwarding;
using ColdChain.Agent.Tests.Mqtt;
using ColdChain.Core.Keeping;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.LocalAlarm;

/// <summary>Whatever comes as the server's profile: a plan that can be watched, or why not; never an exception.</summary>
public sealed class EdgePlanFuzzTests
{
    private const int Inputs = 100_000;

    /// <summary>Becomes half of a surrogate pair, which no JSON library writes.</summary>
    private const string Half = "half-a-pair";

    /// <summary>JSON that says nothing sensible in the place of anything.</summary>
    private static readonly string[] Hostile =
    [
        "null", "true", "-1", "0", "1e400", "-1e-400", "9223372036854775807", "-9223372036854775808", "99999999999999999999999", "0.5",
        "\"\"", "\" \"", $"\"{Half}\"", "\"\\u0000\"", "\"../../etc\"", "\"-P10675199DT2H48M5.4775808S\"", "\"99:99:99\"", "[]", "[null]",
        "[[[[[[]]]]]]", "{}", "{\"unit\":null}", "\"gaochuan/fridge-1\"", "\"high\"", "\"atOnce\"", "[{}]", "\"" + "冷" + "\"",
    ];

    private static readonly byte[][] Seeds =
    [
        .. StandardProfiles.All.Select(profile => ScriptedProfile.Json(ScriptedProfile.Fridge(
            profile,
            new UnitContact("gaochuan", 1, "王芳", "+8613900001111", "zh"),
            new UnitContact("gaochuan", 2, "刘院长", "13900002222", "en")))),
    ];

    [Fact]
    public void A_hundred_thousand_replies_of_noise_are_refused_in_words() => ParseAll(seed: 11, random =>
    {
        byte[] bytes = new byte[random.Next(300)];
        random.NextBytes(bytes);
        return bytes;
    });

    [Fact]
    public void A_hundred_thousand_replies_with_damaged_bytes_are_plans_or_refused() =>
        Assert.InRange(ParseAll(seed: 12, random => Mutation.Of(Seeds[random.Next(Seeds.Length)], random)), 1, Inputs - 1);

    [Fact]
    public void A_hundred_thousand_replies_with_hostile_values_are_plans_or_refused() =>
        Assert.InRange(ParseAll(seed: 13, Twisted), 1, Inputs - 1);

    [Theory]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    public void Brackets_without_end_are_refused(int depth)
    {
        Assert.Null(EdgePlan.Parse(Encoding.ASCII.GetBytes("{\"units\":" + new string('[', depth)), out string reason));
        Assert.NotEmpty(reason);
    }

    /// <summary>One to three places of a good reply say something else.</summary>
    private static byte[] Twisted(Random random)
    {
        JsonNode reply = JsonNode.Parse(Seeds[random.Next(Seeds.Length)])!;
        for (int times = random.Next(1, 4); times > 0; times--)
        {
            JsonNode at = reply;
            while (Step(at, random) is { } deeper && random.Next(6) > 0)
            {
                at = deeper;
            }

            if (at.Parent is not null)
            {
                at.ReplaceWith(JsonNode.Parse(Hostile[random.Next(Hostile.Length)]));
            }
        }

        return Encoding.UTF8.GetBytes(reply.ToJsonString().Replace(Half, "\\ud800", StringComparison.Ordinal));
    }

    private static JsonNode? Step(JsonNode at, Random random) => at switch
    {
        JsonObject { Count: > 0 } table => table.ElementAt(random.Next(table.Count)).Value,
        JsonArray { Count: > 0 } list => list[random.Next(list.Count)],
        _ => null,
    };

    /// <summary>How many of them were plans; each of those is watched.</summary>
    private static int ParseAll(int seed, Func<Random, byte[]> make)
    {
        Random random = new(seed);
        using TemporaryDirectory folder = new();
        ManualClock clock = new(Some.Morning.ToDateTimeOffset());
        using JudgedReadings judged = new(folder.FullPath, clock, new CollectingLog<EdgePlan>());
        int plans = 0;
        for (int i = 0; i < Inputs; i++)
        {
            byte[] input = make(random);
            EdgePlan? plan = EdgePlan.Parse(input, out string reason);
            Assert.True(plan is null == reason.Length > 0, $"plan: {plan}, reason: '{reason}' for {Encoding.UTF8.GetString(input)}");
            if (plan is not null)
            {
                plans++;
                EdgeWatch watch = new(judged, clock);
                watch.Adopt(plan);
                watch.Look(Some.Morning);
            }
        }

        return plans;
    }
}
