using ColdChain.Core.LoggerFiles.Berlinger;

namespace ColdChain.Core.LoggerFiles;

/// <summary>Reads the files of loggers. Whatever the bytes are, the answer is a file or reasons; nothing throws and nothing grows without bound.</summary>
public static class LoggerFileDecoder
{
    /// <summary>A year of a reading a minute in the widest format is below this. Product decision.</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    /// <summary>By content alone; null when nothing known begins like this.</summary>
    public static LoggerFileFormat? Recognise(ReadOnlySpan<byte> file) =>
        BerlingerReport.IsOne(file) ? LoggerFileFormat.BerlingerText
        : null;

    public static LoggerFileOutcome Decode(ReadOnlySpan<byte> file, LoggerFileTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (file.Length > MostBytes)
        {
            return LoggerFileOutcome.Because("file", $"it is longer than {MostBytes / (1024 * 1024)} MB: no export of a logger is; is it one?");
        }

        if (file.IsEmpty)
        {
            return LoggerFileOutcome.Because("line 1", "the file is empty: copy it from the logger again");
        }

        return Recognise(file) switch
        {
            LoggerFileFormat.BerlingerText => BerlingerReport.Decode(file, terms),
            _ => LoggerFileOutcome.Because("file", "it is of no known format"),
        };
    }
}
