namespace ColdChain.Server.Evaluation;

/// <summary>The help of the verb.</summary>
internal static class EvaluateHelp
{
    public const string Text = """
        coldchain-server evaluate: reads a file of times and temperatures and says what the rules find in it.

          coldchain-server evaluate --profile CN-IMM|CN-GSP|WHO|US-CDC --storage fridge|freezer|ultra-cold|cold-box
                                    [--freeze-sensitive] --csv FILE [--time-column C] [--value-column C]
                                    [--time-format F] [--time-zone IANA] [--until TIME] [--against PROFILE] [--json]

          --profile P          whose limits and alarm rules
          --storage S          for which temperatures the unit is built
          --freeze-sensitive   the unit holds freeze-sensitive vaccine: 0.0 °C or below is an alarm at once
          --csv FILE           cells between commas, semicolons, tabs or '|'; with titles or without
          --time-column C      title or number (from 1) of the column of times      (default: found by title and content)
          --value-column C     title or number of the column of temperatures        (default: found by title and content)
          --time-format F      a .NET format such as 'M/d/yyyy h:mm:ss tt', or unix, or unix-ms
                               (default: ISO 8601, yyyy-MM-dd HH:mm[:ss], yyyy/MM/dd HH:mm, dd.MM.yyyy HH:mm, unix time)
          --time-zone IANA     of times without an offset, and of the days           (default: UTC)
          --until TIME         judge what was known at that moment                   (default: when the last reading stops to speak)
          --against PROFILE    what-if: which excursions and alarms would appear, and which go, under this profile
          --json               one JSON object on standard output; how the file was understood goes to standard error

        Temperatures are in °C, or in °F when the title says so. Needs no server and no data folder, and writes no file.
        Exit codes: 0 done, 2 mistakes in the command line or the file (all are listed), 3 more than half of the rows are unreadable.
        """;
}
