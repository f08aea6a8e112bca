using System.Text.Json;
using ColdChain.Agent.LocalAlarm.Plans;
using ColdChain.Core.Keeping;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Tests.LocalAlarm;

/// <summary>A server as the edge sees it: away, or with a profile of one fridge.</summary>
internal sealed class ScriptedProfile : IProfileLine
{
    private volatile ProfileOutcome _next = new ProfileOutcome.Failed("the line is down");

    public List<string> Asked { get; } = [];

    public static ProfileReply Fridge(StorageProfile profile, params UnitContact[] contacts) => new()
    {
        Version = $"{profile.Id}.{profile.Version}.{contacts.Length}",
        ServerTime = 0,
        Contacts = contacts,
        Units =
        [
            new UnitProfile
            {
                Unit = "gaochuan/fridge-1",
                Facility = "gaochuan",
                NameZh = "1号冰箱",
                NameEn = "Fridge 1",
                IsInUse = true,
                FreezeSensitiveInside = UnitProfile.Unknown,
                Sensors = ["gaochuan/fridge-1/top", "gaochuan/fridge-1/bottom"],
                Profile = WireStorageProfile.Of(profile),
            },
        ],
    };

    public static byte[] Json(ProfileReply reply) => JsonSerializer.SerializeToUtf8Bytes(reply, WireJson.Default.ProfileReply);

    public void Answers(ProfileReply reply) => AnswersBytes(Json(reply));

    public void AnswersBytes(byte[] json) => _next = new ProfileOutcome.Changed(json);

    public void IsAway() => _next = new ProfileOutcome.Failed("the line is down");

    public Task<ProfileOutcome> AskAsync(string known, CancellationToken cancellationToken)
    {
        lock (Asked)
        {
            Asked.Add(known);
        }

        return Task.FromResult(_next);
    }
}
