using ColdChain.Core.Alarms;

namespace ColdChain.Server.Alarming;

/// <summary>The section <c>Alarming</c>. Defaults and ranges are those of <see cref="AlarmingConfiguration"/>.</summary>
public sealed record AlarmingOptions
{
    public static readonly Uri DefaultPublicBaseUrl = new("http://127.0.0.1:8080/");

    public static readonly TimeSpan DefaultLinkLife = TimeSpan.FromHours(24);

    public static readonly TimeSpan DefaultSweepEvery = TimeSpan.FromSeconds(2);

    /// <summary>What links in messages begin with: the address under which phones reach this server.</summary>
    public Uri PublicBaseUrl { get; init; } = DefaultPublicBaseUrl;

    public EscalationTimes Times { get; init; } = EscalationTimes.Default;

    public MessageAllowance Allowance { get; init; } = new();

    /// <summary>AL-09.</summary>
    public TimeSpan LinkLife { get; init; } = DefaultLinkLife;

    /// <summary>AL-15.</summary>
    public TimeOnly DigestAt { get; init; } = DigestCalendar.DefaultTime;

    /// <summary>
    /// Whether somebody who took the alarm at the edge has it for the server too (docs/decisions/0010). Without it the local
    /// answer is shown, and the people of the chain are told all the same.
    /// </summary>
    public bool LocalAcknowledgementTakes { get; init; }

    /// <summary>How often what falls due by the clock is looked for, and the outbox too.</summary>
    public TimeSpan SweepEvery { get; init; } = DefaultSweepEvery;

    /// <summary>False: this process serves pages and readings, and leaves what falls due by the clock to another over the same records.</summary>
    public bool RunsJobs { get; init; } = true;

    public SmtpOptions Smtp { get; init; } = new();

    public WeComOptions WeCom { get; init; } = new();

    /// <summary>True: all messages go to a stand-in on this machine, whose inbox is a page. For demonstrations.</summary>
    public bool LocalInbox { get; init; }
}
