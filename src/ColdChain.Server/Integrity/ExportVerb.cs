using System.Globalization;
using System.IO.Compression;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Server.History;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Running;

namespace ColdChain.Server.Integrity;

/// <summary><c>coldchain-server export-evidence</c>: readings of some sensors with all that proves them, in one file.</summary>
internal static class ExportVerb
{
    public const string Name = "export-evidence";

    private const string Help = """
        coldchain-server export-evidence: readings with their chain, the signed roots and the public key, checked on the way.

          coldchain-server export-evidence [--data DIR] --sensor ID[,ID..] --from DATE --to DATE --out FILE

          --data DIR      the folder of the server's files (default: coldchain-data); the server may run meanwhile
          --sensor ID     whose readings; several with commas between them, or the option several times
          --from, --to    the first and the last day, such as 2026-05-01; days that are not sealed yet are not in it
          --out FILE      a zip that is made; README.txt in it says how to check it without this program

        Check it anywhere with: coldchain-server verify --package FILE [--roots FILE]
        Exit codes: 0 done, 1 something stored was altered and no package was made, 2 mistakes in the command line or a file.
        """;

    private static readonly HashSet<string> Options = ["--data", "--sensor", "--from", "--to", "--out"];

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        CommandLine line = CommandLine.Parse(arguments, Options);
        if (line.WantsHelp)
        {
            await output.WriteLineAsync(Help);
            return 0;
        }

        EvidenceQuestion? question = Read(line, arguments);
        string? file = line.Require("--out");
        if (line.Mistakes.Count > 0 || question is null)
        {
            return await VerifyVerb.RefuseAsync(line.Mistakes, errors);
        }

        string path = Path.Combine(line["--data"] ?? new ServerOptions().DataDirectory, HistoryFile.FileName);
        VerifyReport? report = Export(path, question, file!, out string said);
        if (report?.First is null)
        {
            await (report is null ? errors : output).WriteLineAsync(said);
            return report is null ? Verbs.ExitMistakes : 0;
        }

        await output.WriteLineAsync($"DOES NOT FIT, no package was made: {report.First.English}\n不符，未生成证据包：{report.First.Chinese}");
        return VerifyVerb.ExitMisfit;
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
    private static VerifyReport? Export(string path, EvidenceQuestion question, string file, out string said)
    {
        string fresh = file + ".new";
        try
        {
            using SealedHistory? history = SealedHistory.Open(path, out string? mistake);
            SensorId[] unknown = history is null ? [] : [.. question.Sensors.Except(history.Sensors.Values)];
            if (history is null || unknown.Length > 0)
            {
                said = mistake ?? $"--sensor: the history has no sensor {string.Join(", ", unknown)}.";
                return null;
            }

            VerifyReport report = Write(history, question, fresh, out EvidenceWriter writer);
            said = string.Create(
                CultureInfo.InvariantCulture,
                $"{file}: {writer.Readings:n0} readings in {writer.Chunks:n0} sealed records of {question.Sensors.Count:n0} sensors, {report.Roots:n0} daily roots.");
            if (report.First is null)
            {
                File.Move(fresh, file, overwrite: true);
            }

            return report;
        }
        catch (HistoryAwayException fault)
        {
            said = $"No package was made: {fault.Message}";
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            said = $"--out: '{file}' cannot be written: {fault.Message}";
            return null;
        }
        catch (Exception fault) when (SealedHistory.IsDamage(fault))
        {
            said = string.Empty;
            return new VerifyReport { First = Misfits.File(fault.Message) };
        }
        finally
        {
            if (File.Exists(fresh))
            {
                File.Delete(fresh);
            }
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
