using System.Diagnostics.CodeAnalysis;

namespace ColdChain.Core.Lots;

/// <summary>What a manufacturer released together: manufacturer, product and lot number, never the number alone (LT-01).</summary>
/// <remarks>
/// The three texts are kept as printed, save that full-width forms and blanks are made one spelling, so that the same
/// paper typed twice names one lot. The default is empty and names nothing.
/// </remarks>
public sealed record LotKey : IComparable<LotKey>
{
    private LotKey(string manufacturer, string product, string lotNumber)
    {
        Manufacturer = manufacturer;
        Product = product;
        LotNumber = lotNumber;
    }

    public string Manufacturer { get; }

    /// <summary>The product's name as the paper has it; <see cref="VaccineCatalogue"/> says which vaccine that is.</summary>
    public string Product { get; }

    public string LotNumber { get; }

    /// <summary>False when a part is missing, longer than 120 characters or not readable text.</summary>
    public static bool TryCreate(string? manufacturer, string? product, string? lotNumber, [NotNullWhen(true)] out LotKey? key)
    {
        bool valid = LotText.TryNormalise(manufacturer, out string maker)
            & LotText.TryNormalise(product, out string name)
            & LotText.TryNormalise(lotNumber, out string number);
        key = valid ? new LotKey(maker, name, number) : null;
        return valid;
    }

    /// <exception cref="ArgumentException">A part is missing or not readable text.</exception>
    public static LotKey Create(string manufacturer, string product, string lotNumber) =>
        TryCreate(manufacturer, product, lotNumber, out LotKey? key)
            ? key
            : throw new ArgumentException($"'{manufacturer}', '{product}', '{lotNumber}' name no lot: each part has 1 to 120 characters.");

    /// <summary>By product, then number, then manufacturer: the order in which a person looks for a lot.</summary>
    public int CompareTo(LotKey? other)
    {
        if (other is null)
        {
            return 1;
        }

        int order = string.CompareOrdinal(Product, other.Product);
        order = order != 0 ? order : string.CompareOrdinal(LotNumber, other.LotNumber);
        return order != 0 ? order : string.CompareOrdinal(Manufacturer, other.Manufacturer);
    }

    public override string ToString() => $"{Product} {LotNumber} ({Manufacturer})";

    public static bool operator <(LotKey left, LotKey right) => Comparer<LotKey>.Default.Compare(left, right) < 0;

    public static bool operator >(LotKey left, LotKey right) => Comparer<LotKey>.Default.Compare(left, right) > 0;

    public static bool operator <=(LotKey left, LotKey right) => Comparer<LotKey>.Default.Compare(left, right) <= 0;

    public static bool operator >=(LotKey left, LotKey right) => Comparer<LotKey>.Default.Compare(left, right) >= 0;
}
