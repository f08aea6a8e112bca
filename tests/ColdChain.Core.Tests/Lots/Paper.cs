using ColdChain.Core.Identity;
using ColdChain.Core.Lots;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Tests.Lots;

/// <summary>Writes the papers of one lot: a short way to say who moved what, at which hour.</summary>
internal sealed class Paper
{
    public static readonly LotKey HepB = LotKey.Create("清河虚构生物", "重组乙型肝炎疫苗（酿酒酵母）", "202607A01");
    public static readonly Instant Start = Instant.FromDateTimeOffset(new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero));

    private readonly List<StockMovement> _movements = [];

    public IReadOnlyList<StockMovement> Movements => _movements;

    public StockLedger Ledger => StockLedger.Fold(_movements);

    public static Instant Hour(double hour) => Start + TimeSpan.FromHours(hour);

    /// <summary>"gaochuan" or "gaochuan/fridge-1".</summary>
    public static StockPlace Place(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? new(FacilityId.Parse(text, null), null)
            : new(FacilityId.Parse(text[..slash], null), StorageUnitId.Parse(text, null));
    }

    public static FacilityId Facility(string text) => FacilityId.Parse(text, null);

    public Paper Supplied(double hour, string to, long doses) =>
        Add(MovementKind.Receipt, hour, doses, (null, to), movement => movement with { OutsideSupplier = "配送单位" });

    public Paper Received(double hour, (string From, string To) way, long doses, string document) =>
        Add(MovementKind.Receipt, hour, doses, way, movement => movement with { DocumentNumber = document });

    public Paper Issued(double hour, (string From, string To) way, long doses, string document) =>
        Add(MovementKind.Issue, hour, doses, way, movement => movement with { DocumentNumber = document });

    public Paper Transferred(double hour, (string From, string To) way, long doses) =>
        Add(MovementKind.Transfer, hour, doses, way);

    public Paper Used(double hour, string from, long doses) => Add(MovementKind.Use, hour, doses, (from, null));

    public Paper Discarded(double hour, string from, long doses) => Add(MovementKind.Discard, hour, doses, (from, null));

    public Paper Counted(double hour, string at, long doses) => Add(MovementKind.Count, hour, doses, (at, null));

    public Paper Voided(double hour, long id) =>
        Add(MovementKind.Void, hour, 0, default, movement => movement with { VoidsId = id });

    public Paper With(Func<StockMovement, StockMovement> change)
    {
        _movements[^1] = change(_movements[^1]);
        return this;
    }

    public static JourneyPaper SignedJourney(double departed, double arrived, int departureMilli = 4_000, int arrivalMilli = 5_000) => new()
    {
        DepartedAt = Hour(departed),
        ArrivedAt = Hour(arrived),
        DepartureTemperature = Temperature.FromMilliCelsius(departureMilli),
        ArrivalTemperature = Temperature.FromMilliCelsius(arrivalMilli),
        TransportTool = "冷藏车",
        CoolingMethod = "冷藏车",
        MileageMetres = 23_000,
        SentBy = "张",
        ReceivedBy = "李",
    };

    private Paper Add(
        MovementKind kind, double hour, long doses, (string? From, string? To) way, Func<StockMovement, StockMovement>? change = null)
    {
        StockMovement movement = new()
        {
            Id = _movements.Count + 1,
            Kind = kind,
            Lot = HepB,
            At = Hour(hour),
            Doses = doses,
            From = way.From is null ? null : Place(way.From),
            To = way.To is null ? null : Place(way.To),
            DocumentNumber = "D" + (_movements.Count + 1),
            DocumentLine = 1,
        };
        _movements.Add(change?.Invoke(movement) ?? movement);
        return this;
    }
}
