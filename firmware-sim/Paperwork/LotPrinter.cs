using System.Globalization;
using FirmwareSim.Physics;

namespace FirmwareSim.Paperwork;

/// <summary>Invents lots with the numbers that are printed on their packages.</summary>
internal sealed class LotPrinter(SeededRandom random)
{
    private int _made;

    /// <param name="product">Of what.</param>
    /// <param name="received">When the county gets it; it was made half a year before.</param>
    /// <param name="expiresSoon">Three months from now, so that some of it is left over.</param>
    public PaperLot Next(PaperProduct product, DateOnly received, bool expiresSoon)
    {
        _made++;
        DateOnly made = received.AddDays(-150 - random.NextBelow(60));
        string number = made.ToString("yyyyMM", CultureInfo.InvariantCulture)
            + (char)('A' + random.NextBelow(4))
            + (10 + random.NextBelow(90)).ToString("000", CultureInfo.InvariantCulture);
        int index = 1 + PaperProduct.All.ToList().IndexOf(product);
        return new PaperLot(
            product,
            number,
            string.Create(CultureInfo.InvariantCulture, $"示例准字S{index:0000}"),
            string.Create(CultureInfo.InvariantCulture, $"示例批签{made.Year}{_made:00000}"),
            expiresSoon ? received.AddDays(90) : made.AddMonths(24).AddDays(-1));
    }

    /// <summary>Three codes of twenty digits, as a scanner reads them off a carton.</summary>
    public string TraceCodes(PaperLot lot)
    {
        int index = 1 + PaperProduct.All.ToList().IndexOf(lot.Product);
        return string.Join(' ', Enumerable.Range(1, 3).Select(part =>
            string.Create(CultureInfo.InvariantCulture, $"89999{index:00}{_made:00000}{part:00000000}")));
    }
}
