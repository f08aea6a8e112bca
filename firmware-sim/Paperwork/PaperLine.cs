namespace FirmwareSim.Paperwork;

/// <summary>One line of a paper, as docs/protocols/movements.md describes the columns; null cells stay empty.</summary>
internal sealed record PaperLine
{
    public required string Document { get; init; }

    public required int Line { get; init; }

    public required string Kind { get; init; }

    public required DateTime At { get; init; }

    public required PaperLot Lot { get; init; }

    public required int Doses { get; init; }

    public string? LotReleaseNumber { get; init; }

    public string? From { get; init; }

    public string? FromUnit { get; init; }

    public string? To { get; init; }

    public string? ToUnit { get; init; }

    public DateTime? DepartedAt { get; init; }

    public DateTime? ArrivedAt { get; init; }

    /// <summary>In tenths of a degree, as a thermometer is read.</summary>
    public int? DepartureTenths { get; init; }

    public int? ArrivalTenths { get; init; }

    public int? AmbientTenths { get; init; }

    public string? TransportTool { get; init; }

    public string? CoolingMethod { get; init; }

    public int? Kilometres { get; init; }

    public string? SentBy { get; init; }

    public string? ReceivedBy { get; init; }

    public string? Purpose { get; init; }

    public string? TraceCodes { get; init; }

    public string? VoidsDocument { get; init; }

    public int? VoidsLine { get; init; }

    public string? VoidReason { get; init; }

    public string? Remarks { get; init; }
}
