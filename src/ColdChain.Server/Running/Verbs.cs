using ColdChain.Server.Alarming;
using ColdChain.Server.Equipment.Registering;
using ColdChain.Server.Evaluation;
using ColdChain.Server.History;
using ColdChain.Server.Integrity;
using ColdChain.Server.Persistence;
using ColdChain.Server.Retention;
using ColdChain.Server.SettingUp;
using ColdChain.Server.Traceability.Papers;
using Npgsql;

namespace ColdChain.Server.Running;

/// <summary>What <c>coldchain-server</c> can be asked to do.</summary>
public static class Verbs
{
    /// <summary>Something was wrong with the command line, the configuration or a file; the messages say what.</summary>
    public const int ExitMistakes = 2;

    /// <summary>Another server has the data directory; as for the agent.</summary>
    public const int ExitAlreadyRunning = 75;

    private const string Help = """
        coldchain-server: stores vaccine-fridge temperatures, finds excursions, raises alarms, traces lots.

          coldchain-server run     [--data DIR] [--urls URLS] [--config FILE]   serve until stopped (default verb)
          coldchain-server set-up  [--data DIR] --file FILE                     facilities, units, sensors, agents, people
          coldchain-server set-up-link [--data DIR] [--user NAME]               a one-time link to choose a password (see set-up-link --help)
          coldchain-server import-equipment [--data DIR] FILE                   facilities, units, sensors from a list (see import-equipment --help)
          coldchain-server import-movements [--data DIR] --csv FILE             stock movements of lots, all lines or none
          coldchain-server evaluate --profile P --storage S --csv FILE          what the rules say of a file (see evaluate --help)
          coldchain-server verify [--data DIR] [--roots FILE]                   whether anything stored was altered (see verify --help)
          coldchain-server export-evidence --sensor ID --from D --to D --out F  readings with their proof (see export-evidence --help)
          coldchain-server retention [--data DIR] [--by NAME --reason TEXT]     what was kept long enough; destroys it only with both
          coldchain-server --help

          --data DIR     the folder of all its files        (default: coldchain-data)
          --urls URLS    where to listen, ';' between them  (default: http://127.0.0.1:8080)
          --config FILE  a JSON file with the sections of the modules: Server, Records, History, Integrity, Alarming, LoggerFiles

        Exit codes: 0 done, 1 something stored was altered (verify), 2 mistakes in the command line, the configuration or a file (all are listed),
                    75 another server uses the data directory.
        """;

    private static readonly HashSet<string> Options = ["--data", "--urls", "--config", "--file", "--csv", "--by", "--reason", "--user"];

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TimeProvider clock, TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        switch (arguments.Count > 0 ? arguments[0] : string.Empty)
        {
            case EvaluateVerb.Name:
                return await EvaluateVerb.RunAsync(arguments, output, errors);
            case VerifyVerb.Name:
                return await VerifyVerb.RunAsync(arguments, clock, output, errors);
            case ExportVerb.Name:
                return await ExportVerb.RunAsync(arguments, clock, output, errors);
            case EquipmentImportVerb.Name:
                return await EquipmentImportVerb.RunAsync(arguments, clock, output, errors);
        }

        CommandLine line = CommandLine.Parse(arguments, Options);
        if (line.WantsHelp)
        {
            await output.WriteLineAsync(line.Verb == SetUpLinkVerb.Name ? SetUpLinkVerb.Help : Help);
            return 0;
        }

        IConfiguration? configuration = ServerConfiguration.Read(line);
        ServerOptions options = ServerConfiguration.Bind(line, configuration);
        line.Mistakes.AddRange(options.Mistakes());
        if (configuration is not null)
        {
            AlarmingConfiguration.Read(configuration, out IReadOnlyList<string> mistakes);
            line.Mistakes.AddRange(mistakes);
            HistoryConfiguration.Read(configuration, out mistakes);
            line.Mistakes.AddRange(mistakes);
            RecordsConfiguration.Read(configuration, out mistakes);
            line.Mistakes.AddRange(mistakes);
            IntegrityConfiguration.Read(configuration, out mistakes);
            line.Mistakes.AddRange(mistakes);
        }

        int? exit = line.Verb switch
        {
            "run" => await ServeAsync(line, options, configuration, clock, (output, errors)),
            SetUpLinkVerb.Name => await WithRecordsAsync(line, options, configuration, clock, app => LinkAsync(app, line, options, output)),
            "set-up" => await SetUpAsync(line, options, configuration, clock, output),
            "import-movements" => await ImportMovementsAsync(line, options, configuration, clock, output),
            RetentionVerb.Name => await RetainAsync(line, options, configuration, clock, (output, errors)),
            _ => null,
        };
        if (exit is null)
        {
            line.Mistakes.Add($"'{line.Verb}' is not a verb; see --help.");
        }

        foreach (string mistake in line.Mistakes)
        {
            await errors.WriteLineAsync(mistake);
        }

        return line.Mistakes.Count > 0 ? ExitMistakes : exit ?? ExitMistakes;
    }

    private static async Task<int> ServeAsync(
        CommandLine line, ServerOptions options, IConfiguration? configuration, TimeProvider clock, (TextWriter Output, TextWriter Errors) to)
    {
        using ServerLock? alone = await TryTakeAsync(line, options, to.Errors);
        if (alone is null)
        {
            return ExitAlreadyRunning;
        }

        return await WithRecordsAsync(line, options, configuration, clock, async app =>
        {
            await using IAsyncDisposable? sole = await app.Services.GetRequiredService<IRecordsDatabase>().TryBeAloneAsync(CancellationToken.None);
            if (sole is null)
            {
                await to.Errors.WriteLineAsync(
                    "Another server uses the records (Records:Connection). Every server needs a database of its own: end the other one, or name another database.");
                return ExitAlreadyRunning;
            }

            await SetUpLinkVerb.GreetAsync(app.Services, options, to.Output, CancellationToken.None);
            app.Lifetime.ApplicationStarted.Register(() => _ = app.Services.GetRequiredService<GarbageReturn>().RunAsync(app.Lifetime.ApplicationStopping));
            await app.RunAsync();
            return 0;
        });
    }

    /// <summary>With the server's parts over records that are brought up to date; where they or the history cannot be used the line says why.</summary>
    private static async Task<int> WithRecordsAsync(
        CommandLine line, ServerOptions options, IConfiguration? configuration, TimeProvider clock, Func<WebApplication, Task<int>> act)
    {
        if (line.Mistakes.Count > 0)
        {
            return ExitMistakes;
        }

        await using WebApplication app = ServerApplication.Create(options, configuration!, clock);
        try
        {
            await app.Services.MigrateRecordsAsync(CancellationToken.None);
        }
        catch (Exception fault) when (fault is RecordsUnfitException or NpgsqlException)
        {
            line.Mistakes.Add(fault is RecordsUnfitException
                ? fault.Message
                : $"Records:Connection: the database does not let us in or is not there: {fault.Message}");
            return ExitMistakes;
        }

        try
        {
            return await act(app);
        }
        catch (HistoryUnfitException fault)
        {
            line.Mistakes.Add(fault.Message);
            return ExitMistakes;
        }
    }

    /// <summary>Whoever writes the history is alone with it: the other one holds its open days in memory.</summary>
    private static async Task<ServerLock?> TryTakeAsync(CommandLine line, ServerOptions options, TextWriter errors)
    {
        ServerLock? alone = line.Mistakes.Count > 0 ? null : ServerLock.TryTake(options.DataDirectory);
        if (alone is null && line.Mistakes.Count == 0)
        {
            await errors.WriteLineAsync(
                $"Another server uses {options.DataDirectory}. Every server needs a data directory of its own: end the other one, or give --data.");
        }

        return alone;
    }

    private static Task<int> SetUpAsync(
        CommandLine line, ServerOptions options, IConfiguration? configuration, TimeProvider clock, TextWriter output)
    {
        string? file = line.Require("--file");
        return WithRecordsAsync(line, options, configuration, clock, async app =>
        {
            SetUpOutcome outcome = await SetUp.FromFileAsync(app.Services, file!, CancellationToken.None);
            line.Mistakes.AddRange(outcome.Mistakes);
            await output.WriteLineAsync(outcome.Summary);
            return 0;
        });
    }

    private static async Task<int> LinkAsync(WebApplication app, CommandLine line, ServerOptions options, TextWriter output)
    {
        if (await SetUpLinkVerb.RunAsync(app.Services, (options, line["--user"]), output, CancellationToken.None) is { } mistake)
        {
            line.Mistakes.Add(mistake);
        }

        return 0;
    }

    private static async Task<int> RetainAsync(
        CommandLine line, ServerOptions options, IConfiguration? configuration, TimeProvider clock, (TextWriter Output, TextWriter Errors) to)
    {
        using ServerLock? alone = await TryTakeAsync(line, options, to.Errors);
        return alone is null
            ? ExitAlreadyRunning
            : await WithRecordsAsync(
                line, options, configuration, clock, app => RetentionVerb.RunAsync(line, app.Services, clock, to.Output));
    }

    private static Task<int> ImportMovementsAsync(
        CommandLine line, ServerOptions options, IConfiguration? configuration, TimeProvider clock, TextWriter output)
    {
        string? file = line.Require("--csv");
        return WithRecordsAsync(line, options, configuration, clock, async app =>
        {
            line.Mistakes.AddRange(await ImportVerb.RunAsync(app.Services, file!, output, CancellationToken.None));
            return 0;
        });
    }
}
