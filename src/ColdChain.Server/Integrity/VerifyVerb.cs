using System.Globalization;
using ColdChain.Core.Integrity;
using ColdChain.Server.History;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.History.Influx;
using ColdChain.Server.Persistence;
using ColdChain.Server.Running;
using Npgsql;

namespace ColdChain.Server.Integrity;

/// <summary><c>coldchain-server verify</c>: computes every hash and signature of history and records anew. Changes nothing.</summary>
internal static class VerifyVerb
{
    public const string Name = "verify";

    /// <summary>Something is not as it was sealed.</summary>
    public const int ExitMisfit = 1;

    private const string Help = """
        coldchain-server verify: computes all hashes, chains, roots and signatures anew, of readings, of the audit trail and of what people
        signed, and names the first record of each that does not fit.

          coldchain-server verify [--data DIR] [--from DATE] [--to DATE] [--roots FILE] [--config FILE]
          coldchain-server verify --package FILE [--roots FILE]

          --data DIR      the folder of the server's files (default: coldchain-data); the server may run meanwhile
          --from, --to    open only the days from and to (2026-05-01); of the others the chain is followed as it is written
          --roots FILE    roots that others kept, one a line: number date sha256 [key signature]; an agent's roots.txt is such a file
          --package FILE  a package that export-evidence made; needs nothing else, on any machine
          --config FILE   the server's configuration, where finished days are in InfluxDB (section History) or records in PostgreSQL (section Records)

        Exit codes: 0 everything fits, 1 something does not, 2 mistakes in the command line or a file.
        """;

    private static readonly HashSet<string> Options = ["--data", "--from", "--to", "--roots", "--package", "--config"];

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TimeProvider clock, TextWriter output, TextWriter errors)
    {
        CommandLine line = CommandLine.Parse(arguments, Options);
        if (line.WantsHelp)
        {
            await output.WriteLineAsync(Help);
            return 0;
        }

        string path = Path.Combine(line["--data"] ?? new ServerOptions().DataDirectory, HistoryFile.FileName);
        (int From, int To) days = (Day(line, "--from") ?? int.MinValue, Day(line, "--to") ?? int.MaxValue);
        KeptRoots kept = line["--roots"] is { } file ? KeptRoots.Read(file, line.Mistakes) : KeptRoots.None;
        if (line["--package"] is { } missing && !File.Exists(missing))
        {
            line.Mistakes.Add($"--package: there is no file '{missing}'.");
        }

        IConfiguration? configuration = ServerConfiguration.Read(line);
        using IInfluxClient? influx = InfluxOf(line, configuration, clock);
        RecordsOptions records = RecordsOf(line, configuration);
        if (line.Mistakes.Count > 0)
        {
            return await RefuseAsync(line.Mistakes, errors);
        }

        long began = clock.GetTimestamp();
        string? mistake = null;
        VerifyReport? report = line["--package"] is { } package
            ? PackageCheck.Run(package, kept)
            : Check((path, influx, records), days, kept, errors, out mistake);
        if (report is null)
        {
            return await RefuseAsync([mistake!], errors);
        }

        await output.WriteLineAsync(new VerifyText(report, clock.GetElapsedTime(began)).Write());
        return report.Fits ? 0 : ExitMisfit;
    }

    /// <summary>A day as an option; what is no date is a mistake.</summary>
    public static int? Day(CommandLine line, string option)
    {
        if (line[option] is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            return DayCalendar.DayOf(date);
        }

        line.Mistakes.Add($"{option}: '{text}' is no date such as 2026-05-01.");
        return null;
    }

    public static async Task<int> RefuseAsync(IEnumerable<string> mistakes, TextWriter errors)
    {
        foreach (string mistake in mistakes)
        {
            await errors.WriteLineAsync(mistake);
        }

        return Verbs.ExitMistakes;
    }

    /// <summary>Where finished days are when they are not in the file; null where the configuration does not say so.</summary>
    private static IInfluxClient? InfluxOf(CommandLine line, IConfiguration? configuration, TimeProvider clock)
    {
        if (configuration is null)
        {
            return null;
        }

        HistoryOptions options = HistoryConfiguration.Read(configuration, out IReadOnlyList<string> mistakes);
        line.Mistakes.AddRange(mistakes);
        return options.Kind == HistoryKind.Influxdb && mistakes.Count == 0 ? InfluxClients.Create(options.Influx, clock) : null;
    }

    private static RecordsOptions RecordsOf(CommandLine line, IConfiguration? configuration)
    {
        if (configuration is null)
        {
            return new RecordsOptions();
        }

        RecordsOptions options = RecordsConfiguration.Read(configuration, out IReadOnlyList<string> mistakes);
        line.Mistakes.AddRange(mistakes);
        return options;
    }

    private static VerifyReport? Check((string Path, IInfluxClient? Influx, RecordsOptions Records) from, (int From, int To) days, KeptRoots kept, TextWriter errors, out string? mistake)
    {
        try
        {
            using SealedHistory? history = SealedHistory.Open(from.Path, out mistake);
            if (history is null)
            {
                return null;
            }

            history.Away = from.Influx is { } influx ? new InfluxDayReader(new InfluxReadings(influx, history.Calendar, 1)) : null;
            VerifyReport report = new HistoryCheck(history, days, kept) { Progress = Tell }.Run();
            RecordsReport records = RecordsCheck.Run(
                Path.Combine(Path.GetDirectoryName(from.Path)!, "records.db"), from.Records, history, out mistake);
            return mistake is null ? report with { Records = records } : null;
        }
        catch (HistoryAwayException fault)
        {
            mistake = fault.Message;
            return null;
        }
        catch (NpgsqlException fault)
        {
            mistake = $"Records:Connection: the database does not let us in or is not there: {fault.Message}";
            return null;
        }
        catch (Exception fault) when (FileDamage.Is(fault))
        {
            mistake = null;
            return new VerifyReport { First = Misfits.File(fault.Message) };
        }

        void Tell(long seen, long all)
        {
            const int Often = 20_000;
            if (seen % Often == 0)
            {
                errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seen:n0} of {all:n0} sealed records"));
            }
        }
    }
}
