using System.Collections.Frozen;

namespace ColdChain.Server.Alarming;

/// <summary>The WeCom robots that alarms are posted to.</summary>
public sealed record WeComOptions
{
    public static readonly Uri DefaultBaseUrl = new("https://qyapi.weixin.qq.com/");

    /// <summary>Another base for tests, for the local inbox, or for a proxy.</summary>
    public Uri BaseUrl { get; init; } = DefaultBaseUrl;

    /// <summary>Robot's name (what a contact's address says) to its key. A key is a secret: who has it may post.</summary>
    public IReadOnlyDictionary<string, string> Robots { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The local inbox takes what comes; the real service would refuse a robot that has no key.</summary>
    public bool AcceptsUnknownRobots { get; init; }
}
