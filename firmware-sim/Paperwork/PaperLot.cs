namespace FirmwareSim.Paperwork;

/// <summary>A lot as it left its manufacturer.</summary>
internal sealed record PaperLot(
    PaperProduct Product, string Number, string ApprovalNumber, string LotReleaseNumber, DateOnly Expiry);
