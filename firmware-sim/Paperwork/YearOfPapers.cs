using FirmwareSim.Physics;

namespace FirmwareSim.Paperwork;

/// <summary>Plays a county's vaccine from day to day and writes the papers that its people would write.</summary>
/// <remarks>
/// Supplies reach the county every quarter, the county drives to each township in the first days of a month, the
/// township gives vaccine on its days and hands some to the village. The same seed and end give the same papers. All
/// times are local (UTC+8, as China has it).
/// </remarks>
internal sealed class YearOfPapers
{
    private const int MonthsOnTheShelf = 2;

    private readonly SeededRandom _random;
    private readonly Stores _stores = new();
    private readonly DocumentNumbers _numbers = new();
    private readonly LotPrinter _lots;
    private readonly List<PaperLine> _lines = [];

    private YearOfPapers(int seed)
    {
        _random = new SeededRandom((ulong)seed);
        _lots = new LotPrinter(_random);
    }

    /// <param name="until">Local time of the last line.</param>
    /// <param name="days">How far back the papers go; at least 60.</param>
    /// <param name="seed">Another seed is another year.</param>
    public static IReadOnlyList<PaperLine> Write(DateTime until, int days, int seed)
    {
        YearOfPapers year = new(seed);
        DateOnly last = DateOnly.FromDateTime(until);
        DateOnly first = last.AddDays(-days);
        for (DateOnly day = first; day <= last; day = day.AddDays(1))
        {
            year.Play(day, day.DayNumber - first.DayNumber, last);
        }

        return Slips.Into([.. year._lines.Where(line => line.At <= until).OrderBy(line => line.At)], until);
    }

    private void Play(DateOnly day, int dayOfPlay, DateOnly last)
    {
        if (dayOfPlay % 91 == 0)
        {
            Supply(day, last);
        }

        int place = DeliveryOf(day, dayOfPlay);
        if (place >= 0)
        {
            Deliver(PaperPlace.County, PaperPlace.Townships[place], day);
        }

        // The village fetches a little a week after its township was served.
        if (day.Day == 12 || dayOfPlay == 9)
        {
            Deliver(PaperPlace.Gaochuan, PaperPlace.Wangzhuang, day);
        }

        foreach (PaperPlace township in PaperPlace.Townships.Where(_ => day.DayOfWeek == DayOfWeek.Tuesday))
        {
            Vaccinate(township, day, daysAMonth: 4);
        }

        if (day.DayOfWeek == DayOfWeek.Thursday && day.DayNumber / 7 % 2 == 0)
        {
            Vaccinate(PaperPlace.Wangzhuang, day, daysAMonth: 2);
        }
    }

    /// <summary>The 3rd to the 6th of a month, one township a day; the first four days as well, so that nobody begins empty.</summary>
    private static int DeliveryOf(DateOnly day, int dayOfPlay) =>
        dayOfPlay is >= 1 and <= 4 ? dayOfPlay - 1 : day.Day is >= 3 and <= 6 ? day.Day - 3 : -1;

    private void Supply(DateOnly day, DateOnly last)
    {
        string document = _numbers.Next(PaperPlace.County, day);
        DateTime at = day.ToDateTime(new TimeOnly(10, 30));
        DateTime departed = at.AddMinutes(-200 - _random.NextBelow(60));
        int ambient = Ambient(day);
        int line = 0;
        foreach (PaperProduct product in PaperProduct.All)
        {
            int needed = product.DosesAMonth * 370 / 100 * 4;
            int doses = Math.Max(needed - _stores.Of(PaperPlace.County, product).Doses, product.DosesAMonth) / 10 * 10;
            PaperLot lot = _lots.Next(product, day, expiresSoon: line == PaperProduct.All.Count - 1 && last.DayNumber - day.DayNumber is > 150 and < 220);
            _stores.Of(PaperPlace.County, product).Put(lot, doses);
            _lines.Add(new PaperLine
            {
                Document = document,
                Line = ++line,
                Kind = "入库",
                At = at,
                Lot = lot,
                LotReleaseNumber = lot.LotReleaseNumber,
                Doses = doses,
                From = "示例医药配送（虚构示例）",
                To = PaperPlace.County.Name,
                ToUnit = PaperPlace.County.UnitFor(product),
                DepartedAt = departed,
                ArrivedAt = at.AddMinutes(-25),
                DepartureTenths = Read(product),
                ArrivalTenths = Read(product),
                AmbientTenths = ambient,
                TransportTool = "冷藏车",
                CoolingMethod = "冷藏车",
                Kilometres = 180,
                SentBy = "吴强",
                ReceivedBy = "孙丽",
                Purpose = "免疫规划",
                TraceCodes = _lots.TraceCodes(lot),
            });
        }
    }

    private void Deliver(PaperPlace from, PaperPlace to, DateOnly day)
    {
        string document = _numbers.Next(from, day);
        DateTime issued = day.ToDateTime(new TimeOnly(8, 0)).AddMinutes(_random.NextBelow(60));
        DateTime departed = issued.AddMinutes(10 + _random.NextBelow(10));
        DateTime arrived = departed.AddMinutes(to.DriveMinutes + _random.NextBelow(20));
        int line = 0;
        foreach (PaperProduct product in PaperProduct.All)
        {
            int wanted = Math.Max(5, product.DosesAMonth * to.Size / 100 * MonthsOnTheShelf) - _stores.Of(to, product).Doses;
            foreach ((PaperLot lot, int doses) in _stores.Of(from, product).Take(Math.Max(0, wanted), day))
            {
                PaperLine issue = Journey((document, ++line), lot, (from, to), (issued, departed)) with { Doses = doses, Kind = "出库" };
                _lines.Add(issue);
                _lines.Add(issue with
                {
                    Kind = "入库",
                    At = arrived.AddMinutes(12),
                    FromUnit = null,
                    ToUnit = to.UnitFor(product),
                    ArrivedAt = arrived,
                    ArrivalTenths = Read(product with { IsFrozen = product.IsFrozen && from == PaperPlace.County }),
                    Kilometres = to.DriveMinutes * 6 / 10,
                });
                _stores.Of(to, product).Put(lot, doses);
            }
        }
    }

    private PaperLine Journey(
        (string Document, int Line) paper, PaperLot lot, (PaperPlace From, PaperPlace To) way, (DateTime Issued, DateTime Departed) times) => new()
        {
            Document = paper.Document,
            Line = paper.Line,
            Kind = "出库",
            At = times.Issued,
            Lot = lot,
            LotReleaseNumber = lot.LotReleaseNumber,
            Doses = 0,
            From = way.From.Name,
            FromUnit = way.From.UnitFor(lot.Product),
            To = way.To.Name,
            DepartedAt = times.Departed,
            DepartureTenths = Read(lot.Product with { IsFrozen = lot.Product.IsFrozen && way.From == PaperPlace.County }),
            AmbientTenths = Ambient(DateOnly.FromDateTime(times.Issued)),
            TransportTool = way.To == PaperPlace.Wangzhuang ? "疫苗运输车" : "冷藏车",
            CoolingMethod = way.To == PaperPlace.Wangzhuang ? "冷藏包" : "车载冷藏箱",
            SentBy = way.From == PaperPlace.County ? "孙丽" : "李娜",
            ReceivedBy = way.To.Id switch { "gaochuan" => "李娜", "baishi" => "王芳", "wangzhuang" => "赵磊", _ => "陈梅" },
        };

    private void Vaccinate(PaperPlace place, DateOnly day, int daysAMonth)
    {
        string document = _numbers.Next(place, day);
        DateTime at = day.ToDateTime(new TimeOnly(11, 30)).AddMinutes(_random.NextBelow(30));
        int line = 0;
        foreach (PaperProduct product in PaperProduct.All)
        {
            int usual = product.DosesAMonth * place.Size / 100;
            int wanted = (_random.NextBelow((2 * usual) + daysAMonth) + (daysAMonth / 2)) / daysAMonth;
            foreach ((PaperLot lot, int doses) in _stores.Of(place, product).Take(wanted, day))
            {
                _lines.Add(Use((document, ++line), at, lot, place) with { Doses = doses });
            }

            if (_random.NextBelow(60) == 0)
            {
                foreach ((PaperLot lot, int doses) in _stores.Of(place, product).Take(1, day))
                {
                    _lines.Add(Use((document, ++line), at.AddMinutes(5), lot, place) with { Kind = "报废", Doses = doses, Remarks = "瓶体破损" });
                }
            }
        }
    }

    private static PaperLine Use((string Document, int Line) paper, DateTime at, PaperLot lot, PaperPlace place) => new()
    {
        Document = paper.Document,
        Line = paper.Line,
        Kind = "接种",
        At = at,
        Lot = lot,
        Doses = 0,
        From = place.Name,
        FromUnit = place.UnitFor(lot.Product),
    };

    /// <summary>What the thermometer in the box shows: 3.0 to 6.9 °C, or -24.0 to -20.1 °C beside ice.</summary>
    private int Read(PaperProduct product) => product.IsFrozen ? -240 + _random.NextBelow(40) : 30 + _random.NextBelow(40);

    /// <summary>Tenths of a degree outside: cold in January, hot in July.</summary>
    private int Ambient(DateOnly day) => 140 - (int)(130 * Math.Cos((day.DayOfYear - 20) * Math.Tau / 365)) + _random.NextBelow(40);
}
