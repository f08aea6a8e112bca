using System.Net.Mail;
using ColdChain.Core.Alarms;
using ColdChain.Server.Running;

namespace ColdChain.Server.Alarming;

/// <summary>Reads the section <c>Alarming</c>: each key, its default and its range, and all mistakes at once.</summary>
public static class AlarmingConfiguration
{
    public const string Section = "Alarming";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static AlarmingOptions Read(IConfiguration configuration, out IReadOnlyList<string> mistakes)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        SettingsReader settings = new(configuration.GetSection(Section), Section);
        AlarmingOptions options = new()
        {
            PublicBaseUrl = settings.HttpAddress("PublicBaseUrl", AlarmingOptions.DefaultPublicBaseUrl),
            Times = ReadTimes(settings),
            Allowance = new MessageAllowance
            {
                Most = settings.Number("MostMessagesPerDay", MessageAllowance.DefaultMost, least: 1, most: 50),
            },
            LinkLife = settings.Duration("LinkLife", AlarmingOptions.DefaultLinkLife, TimeSpan.FromHours(1), TimeSpan.FromDays(7)),
            DigestAt = settings.TimeOfDay("DigestAt", DigestCalendar.DefaultTime, new TimeOnly(5, 0), new TimeOnly(11, 0)),
            SweepEvery = settings.Duration("SweepEvery", AlarmingOptions.DefaultSweepEvery, TimeSpan.FromSeconds(1), Minute),
            RunsJobs = settings.Flag("RunsJobs", fallback: true),
            Smtp = ReadSmtp(settings),
            WeCom = new WeComOptions
            {
                BaseUrl = settings.HttpAddress("WeCom:BaseUrl", WeComOptions.DefaultBaseUrl),
                Robots = settings.Names("WeCom:Robots"),
            },
            LocalAcknowledgementTakes = settings.Flag("LocalAcknowledgementTakes", fallback: false),
            LocalInbox = settings.Flag("LocalInbox", fallback: false),
        };
        mistakes = settings.Mistakes;
        return options;
    }

    private static EscalationTimes ReadTimes(SettingsReader settings) => new()
    {
        StepAfter = settings.Duration("StepAfter", EscalationTimes.DefaultStepAfter, Minute, TimeSpan.FromMinutes(30)),
        RepeatEvery = settings.Duration("RepeatEvery", EscalationTimes.DefaultRepeatEvery, Minute * 5, TimeSpan.FromHours(4)),
        PauseFor = settings.Duration("PauseFor", EscalationTimes.DefaultPauseFor, Minute, EscalationTimes.DefaultPauseFor),
        SettleFor = settings.Duration("SettleFor", EscalationTimes.DefaultSettleFor, TimeSpan.Zero, TimeSpan.FromMinutes(30)),
        LateAfter = settings.Duration("LateAfter", EscalationTimes.DefaultLateAfter, Minute, TimeSpan.FromMinutes(30)),
    };

    private static SmtpOptions ReadSmtp(SettingsReader settings)
    {
        SmtpOptions smtp = new()
        {
            Host = settings.Text("Smtp:Host", string.Empty),
            Port = settings.Number("Smtp:Port", SmtpOptions.DefaultPort, least: 1, most: 65_535),
            From = settings.Text("Smtp:From", new SmtpOptions().From),
            StartTls = settings.Flag("Smtp:StartTls", fallback: true),
            UserName = settings.OptionalText("Smtp:UserName"),
            Password = settings.OptionalText("Smtp:Password"),
        };
        if (!MailAddress.TryCreate(smtp.From, out _))
        {
            settings.Refuse("Smtp:From", $"is '{smtp.From}'; allowed is a mail address such as coldchain@example.cn.");
        }

        if (smtp.UserName is null != smtp.Password is null)
        {
            settings.Refuse("Smtp:UserName", "and Smtp:Password go together: give both or none.");
        }

        if (smtp is { UserName: not null, StartTls: false })
        {
            settings.Refuse("Smtp:StartTls", "is false while Smtp:UserName is given: the password would travel in the clear.");
        }

        return smtp;
    }
}
