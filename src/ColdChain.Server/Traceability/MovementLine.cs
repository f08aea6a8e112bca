using System.Globalization;
using System.Text.Json.Serialization;
using ColdChain.Server.Sheets;
using ColdChain.Server.Traceability.Papers;

namespace ColdChain.Server.Traceability;

/// <summary>One line of a paper as the API takes and gives it; the same columns as the CSV file, empty ones left out.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MovementLine
{
    public string? DocumentNumber { get; init; }

    public int? DocumentLine { get; init; }

    /// <summary><c>receipt</c>, <c>transfer</c>, <c>issue</c>, <c>return</c>, <c>use</c>, <c>discard</c>, <c>count</c>, <c>void</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>ISO 8601; without an offset it is local time of the facility.</summary>
    public string? At { get; init; }

    public string? Product { get; init; }

    public string? Manufacturer { get; init; }

    public string? AuthorisationHolder { get; init; }

    public string? Specification { get; init; }

    public string? ApprovalNumber { get; init; }

    public string? LotNumber { get; init; }

    public string? LotReleaseNumber { get; init; }

    /// <summary>yyyy-MM-dd, the last day of use.</summary>
    public string? Expiry { get; init; }

    public long? Doses { get; init; }

    public long? Packages { get; init; }

    /// <summary>A facility, or for a receipt a supplier outside the tree.</summary>
    public string? From { get; init; }

    public string? FromUnit { get; init; }

    public string? To { get; init; }

    public string? ToUnit { get; init; }

    public string? DepartedAt { get; init; }

    public string? ArrivedAt { get; init; }

    /// <summary>Degrees Celsius.</summary>
    public decimal? DepartureTemperature { get; init; }

    public decimal? ArrivalTemperature { get; init; }

    public decimal? DepartureAmbient { get; init; }

    public decimal? ArrivalAmbient { get; init; }

    public string? TransportTool { get; init; }

    public string? CoolingMethod { get; init; }

    public decimal? MileageKm { get; init; }

    public string? SentBy { get; init; }

    public string? ReceivedBy { get; init; }

    public string? Purpose { get; init; }

    public string? TraceCodes { get; init; }

    public string? VoidsDocument { get; init; }

    public int? VoidsLine { get; init; }

    public string? VoidReason { get; init; }

    public string? Remarks { get; init; }

    /// <param name="number">Its place in the list, from 1.</param>
    public SheetRow<PaperColumn> ToRow(int number)
    {
        Dictionary<PaperColumn, string> cells = [];
        foreach ((PaperColumn column, string? text) in Cells())
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                cells[column] = text.Trim();
            }
        }

        return new SheetRow<PaperColumn>(number, cells);
    }

    private (PaperColumn Column, string? Text)[] Cells() =>
    [
        (PaperColumn.DocumentNumber, DocumentNumber), (PaperColumn.DocumentLine, Text(DocumentLine)),
        (PaperColumn.Kind, Kind), (PaperColumn.At, At), (PaperColumn.Product, Product),
        (PaperColumn.Manufacturer, Manufacturer), (PaperColumn.AuthorisationHolder, AuthorisationHolder),
        (PaperColumn.Specification, Specification), (PaperColumn.ApprovalNumber, ApprovalNumber),
        (PaperColumn.LotNumber, LotNumber), (PaperColumn.LotReleaseNumber, LotReleaseNumber),
        (PaperColumn.Expiry, Expiry), (PaperColumn.Doses, Text(Doses)), (PaperColumn.Packages, Text(Packages)),
        (PaperColumn.From, From), (PaperColumn.FromUnit, FromUnit), (PaperColumn.To, To), (PaperColumn.ToUnit, ToUnit),
        (PaperColumn.DepartedAt, DepartedAt), (PaperColumn.ArrivedAt, ArrivedAt),
        (PaperColumn.DepartureTemperature, Text(DepartureTemperature)),
        (PaperColumn.ArrivalTemperature, Text(ArrivalTemperature)),
        (PaperColumn.DepartureAmbient, Text(DepartureAmbient)), (PaperColumn.ArrivalAmbient, Text(ArrivalAmbient)),
        (PaperColumn.TransportTool, TransportTool), (PaperColumn.CoolingMethod, CoolingMethod),
        (PaperColumn.MileageKilometres, Text(MileageKm)), (PaperColumn.SentBy, SentBy),
        (PaperColumn.ReceivedBy, ReceivedBy), (PaperColumn.Purpose, Purpose), (PaperColumn.TraceCodes, TraceCodes),
        (PaperColumn.VoidsDocument, VoidsDocument), (PaperColumn.VoidsLine, Text(VoidsLine)),
        (PaperColumn.VoidReason, VoidReason), (PaperColumn.Remarks, Remarks),
    ];

    private static string? Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture);
}
