namespace ColdChain.Core.Lots;

/// <summary>An entry that a paper ought to have (transport record and receipt check of the 2017 rules, LT-08).</summary>
public enum PaperEntry
{
    Unit,
    Expiry,
    Specification,
    ApprovalNumber,
    LotReleaseNumber,
    DepartedAt,
    ArrivedAt,
    DepartureTemperature,
    ArrivalTemperature,
    TransportTool,
    CoolingMethod,
    Mileage,
    SentBy,
    ReceivedBy,
}
