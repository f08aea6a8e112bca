using System.Globalization;
using System.IO.Compression;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Server.History;
using ColdChain.Server.Persistence;
using ColdChain.Server.Running;

namespace ColdChain.Server.Integrity;

/// <summary><c>coldchain-server export-evidence</c>: readings of some sensors with all that proves them, in one file.</summary>
internal static class ExportVerb
{
    public const string Name = "export-evidence";

    private const string Help = """
        coldchain-server export-evidence: readings with their chain, the signed roots and the public key, checked on the way.

          coldchain-server export-evidence [--data DIR] --sensor ID[,ID..] --from DATE --to DATE --out FILE [--config FILE]

          --data DIR      the folder of the server's files (default: coldchain-data); the server may run meanwhile
          --sensor ID     whose readings; several with commas between them, or the option several times
          --from, --to    the first and the last day, such as 2026-05-01; days that are not sealed yet are not in it
          --out FILE      a zip that is made; README.txt in it says how to check it without this program
          --config FILE   the server's configuration, where records are in PostgreSQL (section Records)

        It is a row of the audit trail, for each sensor; where the row cannot be written, no package is made.

        Check it anywhere with: coldchain-server verify --package FILE [--roots FILE]
        Exit codes: 0 done, 1 something stored was altered and no package was made, 2 mistakes in the command line or a file.
        """;

    private static readonly HashSet<string> Options = ["--data", "--sensor", "--from", "--to", "--out", "--config"];

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TimeProvider clock, TextWriter output, TextWriter errors)
    {
        CommandLine line = CommandLine.Parse(arguments, Options);
        if (line.WantsHelp)
        {
            await output.WriteLineAsync(Help);
            return 0;
        }

        EvidenceQuestion? question = Read(line, arguments);
        string? file = line.Require("--out");
        IConfiguration? configuration = ServerConfiguration.Read(line);
        if (configuration is not null)
        {
            RecordsConfiguration.Read(configuration, out IReadOnlyList<string> mistakes);
            line.Mistakes.AddRange(mistakes);
        }

        if (line.Mistakes.Count > 0 || question is null)
        {
            return await VerifyVerb.RefuseAsync(line.Mistakes, errors);
        }

        ServerOptions options = new() { DataDirectory = line["--data"] ?? new ServerOptions().DataDirectory };
        return await MakeAsync(question, file!, new EvidenceNote(options, configuration!, clock), (output, errors));
    }

    /// <summary>The package has its name only once the audit trail has its row.</summary>
    private static async Task<int> MakeAsync(EvidenceQuestion question, string file, EvidenceNote note, (TextWriter Output, TextWriter Errors) to)
    {
        string fresh = file + ".new";
        try
        {
            VerifyReport? report = Export(note.Options.HistoryPath, question, (file, fresh), out string said);
            if (report?.First is { } misfit)
            {
                await to.Output.WriteLineAsync($"DOES NOT FIT, no package was made: {misfit.English}\n不符，未生成证据包：{misfit.Chinese}");
                return VerifyVerb.ExitMisfit;
            }

            string? mistake = report is null ? said : await note.WriteAsync(question, to.Output);
            if (mistake is not null)
            {
                return await VerifyVerb.RefuseAsync([mistake], to.Errors);
            }

            File.Move(fresh, file, overwrite: true);
            await to.Output.WriteLineAsync(said);
            return 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return await VerifyVerb.RefuseAsync([$"--out: '{file}' cannot be written: {fault.Message}"], to.Errors);
        }
        finally
        {
            if (File.Exists(fresh))
            {
                File.Delete(fresh);
            }
        }
    }

    private static EvidenceQuestion? Read(CommandLine line, IReadOnlyList<string> arguments)
    {
        line.Require("--sensor");
        (int? from, int? to) = (VerifyVerb.Day(line, "--from"), VerifyVerb.Day(line, "--to"));
        if (from is null || to is null || from > to)
        {
            line.Mistakes.Add("export-evidence needs --from and --to, the first day not after the last.");
        }

        List<SensorId> sensors = [];
        foreach (string id in arguments.Zip(arguments.Skip(1)).Where(pair => pair.First == "--sensor").SelectMany(pair => pair.Second.Split(',')))
        {
            if (!SensorId.TryParse(id, CultureInfo.InvariantCulture, out SensorId sensor))
            {
                line.Mistakes.Add($"--sensor: '{id}' is no sensor id such as gaochuan/fridge-1/top.");
            }
            else if (!sensors.Contains(sensor))
            {
                sensors.Add(sensor);
            }
        }

        return line.Mistakes.Count > 0 ? null : new EvidenceQuestion(sensors, DayCalendar.DateOf(from!.Value), DayCalendar.DateOf(to!.Value));
    }

    /// <summary>Everything is opened and checked; what does not fit is not exported.</summary>
    private static VerifyReport? Export(string path, EvidenceQuestion question, (string Name, string Fresh) file, out string said)
    {
        try
        {
            using SealedHistory? history = SealedHistory.Open(path, out string? mistake);
            SensorId[] unknown = history is null ? [] : [.. question.Sensors.Except(history.Sensors.Values)];
            if (history is null || unknown.Length > 0)
            {
                said = mistake ?? $"--sensor: the history has no sensor {string.Join(", ", unknown)}.";
                return null;
            }

            VerifyReport report = Write(history, question, file.Fresh, out EvidenceWriter writer);
            said = string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Name}: {writer.Readings:n0} readings in {writer.Chunks:n0} sealed records of {question.Sensors.Count:n0} sensors, {report.Roots:n0} daily roots.");
            return report;
        }
        catch (HistoryAwayException fault)
        {
            said = $"No package was made: {fault.Message}";
            return null;
        }
        catch (Exception fault) when (FileDamage.Is(fault))
        {
            said = string.Empty;
            return new VerifyReport { First = Misfits.File(fault.Message) };
        }
    }

    private static VerifyReport Write(SealedHistory history, EvidenceQuestion question, string file, out EvidenceWriter writer)
    {
        using ZipArchive archive = new(File.Create(file), ZipArchiveMode.Create);
        writer = new EvidenceWriter(archive, question, history.Keys()) { OriginOf = journal => history.Origins[journal] };
        VerifyReport report = new HistoryCheck(history, (int.MinValue, int.MaxValue), KeptRoots.None) { Records = writer }.Run();
        if (report.First is null)
        {
            writer.Complete();
        }

        return report;
    }
}
