using ColdChain.Core.LoggerFiles;
using ColdChain.Core.LoggerFiles.Import;
using ColdChain.Core.Wire;
using ColdChain.Server.History;

namespace ColdChain.Server.LoggerFiles;

/// <summary>A file that may be taken: what is stored of it, and what is not.</summary>
/// <param name="File">As decoded.</param>
/// <param name="Readout">Under our names.</param>
/// <param name="Readings">Those that pass the rules of ingest, with their sequence in the file; at least one.</param>
/// <param name="Remarks">What was left out, and what to mind.</param>
public sealed record AdmittedFile(
    LoggerFile File, LoggerReadout Readout, IReadOnlyList<ArrivedReading> Readings, IReadOnlyList<FileObjection> Remarks)
{
    /// <summary>Sequences of events follow those of readings.</summary>
    public IReadOnlyList<WireEvent> Events =>
        [.. Readout.Events.Select((told, index) => told with { Sequence = Readout.Readings.Count + 1 + index })];

    public string Sensors => string.Join(' ', Readings.Select(one => one.Reading.Sensor).Distinct());
}
