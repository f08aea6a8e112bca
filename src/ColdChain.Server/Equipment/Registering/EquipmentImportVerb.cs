using ColdChain.Server.Audit;
using ColdChain.Server.Persistence;
using ColdChain.Server.Running;
using ColdChain.Server.Sheets;

namespace ColdChain.Server.Equipment.Registering;

/// <summary><c>coldchain-server import-equipment FILE [--dry-run]</c>: the installer's way in, for the whole tree.</summary>
internal static class EquipmentImportVerb
{
    public const string Name = "import-equipment";

    private const string Help = """
        coldchain-server import-equipment: registers facilities, storage units, sensors and where they sit, from a list.

          coldchain-server import-equipment FILE [--dry-run] [--data DIR] [--config FILE]

          FILE           CSV (UTF-8 or GB18030) or .xlsx; the columns are in docs/formats/equipment-list.md
          --dry-run      list every problem, write nothing
          --data DIR     the folder of the server's files (default: coldchain-data); the server may run meanwhile
          --config FILE  the server's configuration

        All lines or none. What is registered already is never changed: a line that says the same is counted, one that
        says otherwise is a mistake. Exit codes: 0 done, 2 mistakes (all are listed, with line and column).
        """;

    private static readonly HashSet<string> Options = ["--file", "--data", "--config"];

    private static readonly HashSet<string> Flags = ["--dry-run"];

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TimeProvider clock, TextWriter output, TextWriter errors)
    {
        CommandLine line = CommandLine.Parse(WithOption(arguments), Options, Flags);
        if (line.WantsHelp)
        {
            await output.WriteLineAsync(Help);
            return 0;
        }

        IConfiguration? configuration = ServerConfiguration.Read(line);
        ServerOptions options = ServerConfiguration.Bind(line, configuration);
        string? path = line["--file"];
        if (path is null || !File.Exists(path))
        {
            line.Mistakes.Add(path is null ? $"{Name} needs a FILE; see {Name} --help." : $"There is no file '{path}'.");
        }
        else if (new FileInfo(path).Length > SheetBounds.MostBytes)
        {
            line.Mistakes.Add($"'{path}' is larger than {SheetBounds.MostBytes / 1_048_576} MB: split it.");
        }

        if (line.Mistakes.Count > 0)
        {
            return await RefuseAsync(line.Mistakes, errors);
        }

        await using WebApplication app = ServerApplication.Create(options, configuration!, clock);
        await app.Services.MigrateRecordsAsync(CancellationToken.None);
        await using AsyncServiceScope scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Name = Name;
        EquipmentImportOutcome outcome = await scope.ServiceProvider.GetRequiredService<EquipmentImport>()
            .EnterAsync("/", EquipmentSheet.Read(await File.ReadAllBytesAsync(path!)), line.Has("--dry-run"), CancellationToken.None);
        if (!outcome.IsGood)
        {
            return await RefuseAsync([.. outcome.Mistakes.Select(mistake => $"{path}: {mistake} {mistake.Chinese}"), "Nothing was registered."], errors);
        }

        string counts = string.Join(", ", outcome.Added.Select(pair => $"{pair.Value} of '{EquipmentNames.RowKinds.English(pair.Key)}'"));
        await output.WriteLineAsync(
            $"{(outcome.IsDry ? "No problem; nothing was registered. Would register" : "Registered")} {counts}; {outcome.AlreadyKnown} were registered before.");
        return 0;
    }

    /// <summary>The file may stand anywhere without an option before it.</summary>
    private static List<string> WithOption(IReadOnlyList<string> arguments)
    {
        List<string> all = [.. arguments];
        int file = Enumerable.Range(1, Math.Max(0, all.Count - 1))
            .FirstOrDefault(index => !all[index].StartsWith('-') && !Options.Contains(all[index - 1]));
        if (file > 0)
        {
            all.Insert(file, "--file");
        }

        return all;
    }

    private static async Task<int> RefuseAsync(IEnumerable<string> mistakes, TextWriter errors)
    {
        foreach (string mistake in mistakes)
        {
            await errors.WriteLineAsync(mistake);
        }

        return Verbs.ExitMistakes;
    }
}
