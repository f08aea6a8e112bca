using System.Text.Json;
using ColdChain.Core.Observing;
using ColdChain.Core.Temperatures;
using ColdChain.Server.Evaluation.Series;

namespace ColdChain.Server.Evaluation;

/// <summary>Findings about the trust in a series, in words.</summary>
internal static class FindingWords
{
    public static SeriesFault Say(ObservationFinding finding) => new(
        JsonNamingPolicy.CamelCase.ConvertName(finding.Kind.ToString()), finding.StartedAt, finding.EndedAt, 0, Detail(finding));

    private static string Detail(ObservationFinding finding) => finding.Kind switch
    {
        ObservationKind.Stuck =>
            $"{Celsius(finding.Value)} °C has not changed for too long: look at the probe; in range it counts as unobserved once it has not changed for 72 h",
        ObservationKind.ImplausibleJump =>
            $"from {Celsius(finding.Value)} to {Celsius(finding.OtherValue)} °C faster than a probe in its buffer can show, and back; judged all the same",
        ObservationKind.ProbeOutside =>
            $"as warm as a room ({Celsius(finding.OtherValue)} °C) at once and back: was the probe taken out or swapped? Judged all the same",
        ObservationKind.ClockWrong => "a time that cannot be",
        ObservationKind.ClockStepped or ObservationKind.DaylightSaving => $"the clock stepped by {finding.ClockOff}",
        ObservationKind.PowerLost => "without mains power",
        ObservationKind.Disagreement => $"two sensors disagree: {Celsius(finding.Value)} and {Celsius(finding.OtherValue)} °C",
        ObservationKind.Gap or ObservationKind.SensorFault => string.Empty,
    };

    private static string Celsius(Temperature? value) => value is { } known ? EvaluationWords.Exact(known) : "?";
}
