namespace ColdChain.Core.LoggerFiles;

/// <summary>The files that can be read, told apart by what is in them and never by their names.</summary>
public enum LoggerFileFormat
{
    /// <summary>The text report of Berlinger Fridge-tag 2, 2 E, 2 L, Ultra Low and Q-tag CLm.</summary>
    BerlingerText,

    /// <summary>The CSV of a LogTag USB logger.</summary>
    LogTagCsv,

    /// <summary>Any other text of rows and columns, read by a <see cref="DelimitedMapping"/> or by its titles.</summary>
    Delimited,

    /// <summary>Records of WHO equipment monitoring systems (PQS E006/DS01, cce-interop 0.8.1) and of the USB data of such a logger.</summary>
    EmsJson,

    /// <summary>The values that the Testo Saveris interface answers with.</summary>
    SaverisJson,
}
