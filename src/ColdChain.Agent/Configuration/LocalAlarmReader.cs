using ColdChain.Agent.LocalAlarm;
using ColdChain.Agent.LocalAlarm.Outputs.Command;
using ColdChain.Agent.LocalAlarm.Outputs.Gsm;
using ColdChain.Agent.LocalAlarm.Outputs.Siren;
using ColdChain.Agent.LocalAlarm.Plans;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Core.Alarms;

namespace ColdChain.Agent.Configuration;

/// <summary>The section <c>localAlarm</c>.</summary>
/// <param name="folder">What a relative port is relative to.</param>
internal sealed class LocalAlarmReader(string folder)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public LocalAlarmOptions Read(SettingsSection section, string data)
    {
        LocalAlarmOptions options = new()
        {
            Directory = data,
            When = section.Choice<SoundWhen>("when", SoundWhen.Always, ("always", SoundWhen.Always), ("offline", SoundWhen.Offline)),
            OfflineAfter = section.Duration("offlineAfter", LocalAlarmOptions.DefaultOfflineAfter, 10 * Second, Hour),
            ProfileEvery = section.Duration("profileEvery", LocalAlarmOptions.DefaultProfileEvery, Second, Hour),
            Times = new EscalationTimes
            {
                StepAfter = section.Duration("escalateAfter", EscalationTimes.DefaultStepAfter, 10 * Second, Hour),
                RepeatEvery = section.Duration("repeatEvery", EscalationTimes.DefaultRepeatEvery, 10 * Second, Hour),
                PauseFor = section.Duration("pauseFor", EscalationTimes.DefaultPauseFor, 10 * Second, EscalationTimes.DefaultPauseFor),
            },
            Contacts = section.Has("contacts") ? ReadContacts(section) : [],
            Command = section.Has("command") ? ReadCommand(section.Section("command")) : null,
            Siren = section.Has("siren") ? ReadSiren(section.Section("siren")) : null,
            Gsm = section.Has("gsm") ? ReadGsm(section.Section("gsm")) : null,
        };
        section.Close();
        return options;
    }

    private static List<EdgeContact> ReadContacts(SettingsSection section)
    {
        List<EdgeContact> contacts = [];
        foreach (SettingsSection one in section.Sections("contacts", "contacts"))
        {
            string name = one.Text("name", "who answers");
            string text = one.Text("phone", "a phone number such as +8613900001111");
            int order = one.Number("order", contacts.Count + 1, 1, 100);
            bool isEnglish = one.Choice<bool>("language", false, ("zh", false), ("en", true));
            one.Close();
            if (PhoneNumber.TryParse(text, out PhoneNumber? phone))
            {
                contacts.Add(new EdgeContact(order, name, phone, isEnglish));
            }
            else if (text.Length > 0)
            {
                one.Add("phone", "is no phone number: 3 to 15 digits, with + and the country code where it is needed");
            }
        }

        return contacts;
    }

    private static CommandOptions ReadCommand(SettingsSection section)
    {
        CommandOptions options = new()
        {
            Command = section.Words("run", "a list of words: the program and its arguments, at least one"),
            Timeout = section.Duration("timeout", CommandOptions.DefaultTimeout, Second, TimeSpan.FromMinutes(10)),
        };
        section.Close();
        return options;
    }

    private static SirenOptions ReadSiren(SettingsSection section)
    {
        SirenOptions options = new()
        {
            Topic = section.Text("topic", "a topic without wildcards", SirenOptions.DefaultTopic).TrimEnd('/'),
            On = section.Text("on", "the payload that sounds it", "on"),
            Off = section.Text("off", "the payload that hushes it", "off"),
        };
        if (options.Topic.AsSpan().ContainsAny('+', '#'))
        {
            section.Add("topic", "has a wildcard; the unit's id is added to it");
        }

        section.Close();
        return options;
    }

    private GsmOptions ReadGsm(SettingsSection section)
    {
        string port = section.Text("port", "the modem's serial port, best below /dev/serial/by-id");
        GsmOptions options = new()
        {
            Line = new SerialLine(
                port.Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(port, folder) : port,
                section.Choice<int>("baud", 115200, [.. SerialLine.BaudRates.Select(rate => (rate.ToString(System.Globalization.CultureInfo.InvariantCulture), rate))]),
                SerialParity.None,
                StopBits: 1),
            Pin = section.OptionalText("pin", "the SIM's PIN, 4 to 8 digits"),
            Ring = section.Duration("ring", GsmOptions.DefaultRing, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
        };
        if (options.Pin is { } pin && (pin.Length is < 4 or > 8 || !pin.All(char.IsAsciiDigit)))
        {
            section.Add("pin", "is not allowed: 4 to 8 digits");
        }

        section.Close();
        return options;
    }
}
