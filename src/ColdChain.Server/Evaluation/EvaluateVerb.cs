using ColdChain.Core.Evaluation;
using ColdChain.Server.Evaluation.Series;
using ColdChain.Server.Running;

namespace ColdChain.Server.Evaluation;

/// <summary><c>coldchain-server evaluate</c>: what the rules say of a file. Needs no data folder and writes none.</summary>
internal static class EvaluateVerb
{
    public const string Name = "evaluate";

    /// <summary>More than half of the rows could not be read: what was found of the others stands for little.</summary>
    public const int ExitMostlyUnreadable = 3;

    /// <summary>A sensor's year at one reading every ten seconds is about 100 MB. Product decision.</summary>
    private const long MostBytes = 512L * 1024 * 1024;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        CommandLine line = CommandLine.Parse(arguments, EvaluateArguments.Options, EvaluateArguments.Flags);
        if (line.WantsHelp)
        {
            await output.WriteLineAsync(EvaluateHelp.Text);
            return 0;
        }

        EvaluateRequest? request = EvaluateArguments.Read(line);
        byte[]? file = line["--csv"] is { } path ? await FileAsync(path, line.Mistakes) : null;
        if (request is null || file is null)
        {
            return await RefuseAsync(line.Mistakes, errors);
        }

        SeriesOutcome outcome = new SeriesReader(request.Series, request.Profile).Read(file);
        if (outcome is not SeriesOutcome.Read { Series: var series })
        {
            return await RefuseAsync(((SeriesOutcome.Refused)outcome).Mistakes, errors);
        }

        Evaluated evaluated = Evaluated.Of(request, series);
        if (request.AsJson)
        {
            await output.WriteLineAsync(EvaluationJson.Write(evaluated));
            await TellAsync(series, errors);
        }
        else
        {
            await output.WriteAsync(new EvaluationText(evaluated).Write());
        }

        return series.IsMostlyUnreadable ? ExitMostlyUnreadable : 0;
    }

    private static async Task<int> RefuseAsync(IEnumerable<string> mistakes, TextWriter errors)
    {
        foreach (string mistake in mistakes)
        {
            await errors.WriteLineAsync(mistake);
        }

        return Verbs.ExitMistakes;
    }

    /// <summary>Beside JSON: how the file was understood, and what of it was not.</summary>
    private static async Task TellAsync(MeasuredSeries series, TextWriter errors)
    {
        foreach (string note in series.Notes.Concat(EvaluationText.Unreadable(series)))
        {
            await errors.WriteLineAsync(note);
        }
    }

    private static async Task<byte[]?> FileAsync(string path, List<string> mistakes)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            mistakes.Add($"--csv: there is no file '{path}'.");
            return null;
        }

        if (file.Length > MostBytes)
        {
            mistakes.Add($"--csv: '{path}' is larger than {MostBytes / (1024 * 1024)} MB; split it.");
            return null;
        }

        try
        {
            return await File.ReadAllBytesAsync(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            mistakes.Add($"--csv: '{path}' cannot be read: {fault.Message}");
            return null;
        }
    }
}
