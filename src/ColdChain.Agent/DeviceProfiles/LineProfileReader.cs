using ColdChain.Agent.Configuration;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Lines;

namespace ColdChain.Agent.DeviceProfiles;

/// <summary>The keys of a device profile of kind ascii-line.</summary>
internal static class LineProfileReader
{
    private const string PatternForm = "text, {name}, {name:F}, {name/10} and {*}; docs/devices/ascii-lines.md explains them";
    private const int LongestAsk = 64;

    public static LineProfile Read(string name, SettingsSection profile)
    {
        SettingsSection line = profile.Section("line");
        LineSettings settings = LineSettingsReader.Read(line, LineSettings.Usual);
        line.Close();
        LineForm form = profile.Choice<LineForm>("form", LineForm.Text, ("text", LineForm.Text), ("w1-slave", LineForm.Kernel));
        LineProfile read = new(name, settings, form == LineForm.Text ? ReadPatterns(profile) : [])
        {
            Form = form,
            Faults = ReadFaults(profile),
            Ignored = ReadIgnored(profile),
            Codes = RawCodeReader.Read(profile, "codes"),
            Range = MeasuringRangeReader.Read(profile),
            Ask = ReadAsk(profile),
            Ends = ReadEnds(profile),
            Length = profile.Has("length") ? profile.Number("length", null, 1, LineFramer.LongestLine) : null,
            SendsEvery = profile.Duration("sendsEvery", TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)),
        };
        if (!read.Temperatures.Any())
        {
            profile.Add("patterns", "none of them has a number whose name begins with \"temperature\"");
        }

        return read;
    }

    /// <summary>What is sent to get a line; null for a device that talks by itself.</summary>
    public static string? ReadAsk(SettingsSection section)
    {
        string? ask = section.OptionalText("ask", "what is sent to get a line");
        if (ask is { Length: > LongestAsk } || ask?.Any(letter => letter > '\x7F') == true)
        {
            section.Add("ask", "at most 64 characters of ASCII are allowed");
        }

        return ask;
    }

    /// <summary>The characters that end a line.</summary>
    public static string ReadEnds(SettingsSection section)
    {
        // Line ends are white space, which a text of the configuration may not be.
        string ends = section.Choice<LineEnd>(
            "ends",
            LineEnd.NewLine,
            ("new-line", LineEnd.NewLine),
            ("less-than", LineEnd.LessThan),
            ("semicolon", LineEnd.Semicolon),
            ("etx", LineEnd.EndOfText)) switch
        {
            LineEnd.NewLine => "\r\n",
            LineEnd.LessThan => "<\r\n",
            LineEnd.Semicolon => ";\r\n",
            LineEnd.EndOfText => "\x03\r\n",
        };
        return ends;
    }

    public static LinePattern? ReadPattern(SettingsSection section)
    {
        string text = section.Text("pattern", PatternForm);
        LinePattern? pattern = LinePattern.Parse(text, out string problem);
        if (pattern is null && text.Length > 0)
        {
            section.Add("pattern", $"is not a pattern: {problem}");
        }

        return pattern;
    }

    private static List<LinePattern> ReadPatterns(SettingsSection profile)
    {
        List<LinePattern> patterns = [];
        foreach (SettingsSection one in profile.Sections("patterns", "patterns"))
        {
            if (ReadPattern(one) is { } pattern)
            {
                patterns.Add(pattern);
            }

            one.Close();
        }

        return patterns;
    }

    private static List<LineFault> ReadFaults(SettingsSection profile)
    {
        List<LineFault> faults = [];
        foreach (SettingsSection one in profile.Has("faults") ? profile.Sections("faults", "faults") : [])
        {
            LinePattern? pattern = ReadPattern(one);
            LineFault fault = new(pattern!, RawCodeReader.Fault(one, "fault"), one.Text("says", "what the maker means by it"));
            one.Close();
            if (pattern is not null)
            {
                faults.Add(fault);
            }
        }

        return faults;
    }

    private static List<IgnoredLine> ReadIgnored(SettingsSection profile)
    {
        List<IgnoredLine> ignored = [];
        foreach (SettingsSection one in profile.Has("ignore") ? profile.Sections("ignore", "lines to ignore") : [])
        {
            LinePattern? pattern = ReadPattern(one);
            string says = one.Text("says", "what the line is");
            one.Close();
            if (pattern is not null)
            {
                ignored.Add(new IgnoredLine(pattern, says));
            }
        }

        return ignored;
    }

    private enum LineEnd
    {
        NewLine,
        LessThan,
        Semicolon,
        EndOfText,
    }
}
