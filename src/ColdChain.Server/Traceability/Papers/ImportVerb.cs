using System.Globalization;
using ColdChain.Core.Lots;
using ColdChain.Server.Audit;

namespace ColdChain.Server.Traceability.Papers;

/// <summary><c>coldchain-server import-movements --csv FILE</c>: the installer's way in, for all books.</summary>
public static class ImportVerb
{
    /// <summary>Lines with empty entries are all in the records; on a console this many show what kind they are.</summary>
    private const int MostShown = 20;

    /// <summary>Answers the mistakes; without any, all lines stand and a summary was written.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(
        IServiceProvider services, string path, TextWriter output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        byte[] file;
        try
        {
            file = await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [$"--csv {path}: {fault.Message}"];
        }

        await using AsyncServiceScope scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Name = "import-movements";
        ImportOutcome outcome = await scope.ServiceProvider.GetRequiredService<MovementImport>()
            .EnterAsync("/", PaperSheet.Read(file), cancellationToken);
        if (outcome.Mistakes.Count > 0)
        {
            return [.. outcome.Mistakes.Select(mistake => $"{path}: {mistake}"), "Nothing was entered."];
        }

        await output.WriteLineAsync(Summary(outcome));
        foreach ((int line, IReadOnlyList<PaperEntry> entries) in outcome.Missing.Take(MostShown))
        {
            await output.WriteLineAsync($"  line {line.ToString(CultureInfo.InvariantCulture)} leaves empty: {string.Join(", ", entries)}");
        }

        return [];
    }

    private static string Summary(ImportOutcome outcome) => string.Create(
        CultureInfo.InvariantCulture,
        $"Entered {outcome.Added} movements; {outcome.AlreadyKnown} had been entered before; {outcome.Missing.Count} leave entries empty.");
}
