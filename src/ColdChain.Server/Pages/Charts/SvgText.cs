using System.Globalization;
using System.Security;
using System.Text;

namespace ColdChain.Server.Pages.Charts;

/// <summary>Writes SVG: numbers with one decimal and a point in every culture, text escaped.</summary>
internal sealed class SvgText
{
    private readonly StringBuilder _text = new();

    public SvgText Add(FormattableString markup)
    {
        _text.Append(markup.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    public override string ToString() => _text.ToString();

    /// <summary>A coordinate to a tenth of a pixel: finer is not seen and doubles the size of the page.</summary>
    public static string At(double pixels) => pixels.ToString("0.#", CultureInfo.InvariantCulture);

    public static string Escape(string words) => SecurityElement.Escape(words);
}
