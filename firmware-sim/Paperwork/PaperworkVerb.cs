using System.Globalization;
using FirmwareSim.Commands;

namespace FirmwareSim.Paperwork;

/// <summary>Writes a year of stock movements of the demo's county.</summary>
internal sealed class PaperworkVerb : IVerb
{
    /// <summary>China has one civil time; the demo's county is there.</summary>
    private static readonly TimeSpan LocalOffset = TimeSpan.FromHours(8);

    public string Name => "paperwork";

    public string Summary => "writes a year of vaccine movements of the demo's county as CSV";

    public string Usage => """
        firmware-sim paperwork --out FILE [--until ISO] [--days N] [--seed N]

        Writes receipts, issues, uses and discards of eleven vaccines in six facilities, as docs/protocols/movements.md
        describes them. Some papers have entries missing, one lot is past its expiry, a few things do not add up.

          --until ISO  the moment up to which papers exist, such as 2026-11-22T15:00:00+08:00 (default: now)
          --days N     how far back they go, 60 to 1500 (default: 365)
          --seed N     another seed is another year; the same seed and end give the same bytes (default: 1)

        Exit code: 0 when written, 1 when the file cannot be written, 2 when an option is mistaken.
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        Options options = new(arguments);
        string? path = options.Take("out");
        DateTimeOffset until = Until(options, terminal.Clock);
        int days = options.TakeWhole("days", 365, 60, 1500);
        int seed = options.TakeWhole("seed", 1, 0, int.MaxValue);
        if (path is null)
        {
            options.Refuse("--out FILE is missing");
        }

        IReadOnlyList<string> mistakes = options.Finish();
        foreach (string mistake in mistakes)
        {
            await terminal.Error.WriteLineAsync(mistake);
        }

        if (mistakes.Count > 0)
        {
            return ExitCodes.Mistaken;
        }

        IReadOnlyList<PaperLine> lines = YearOfPapers.Write(until.ToOffset(LocalOffset).DateTime, days, seed);
        try
        {
            await File.WriteAllTextAsync(path!, PaperCsv.Write(lines), cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await terminal.Error.WriteLineAsync($"--out {path}: {fault.Message}");
            return ExitCodes.Failed;
        }

        await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{path}: {lines.Count} movements"));
        return ExitCodes.Done;
    }

    private static DateTimeOffset Until(Options options, TimeProvider clock)
    {
        string? text = options.Take("until");
        if (text is null)
        {
            return clock.GetUtcNow();
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset until)
            && until.Year is > 2020 and < 2200)
        {
            return until;
        }

        options.Refuse($"--until {text}: a moment such as 2026-11-22T15:00:00+08:00 is expected");
        return clock.GetUtcNow();
    }
}
