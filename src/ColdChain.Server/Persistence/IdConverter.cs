using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ColdChain.Server.Persistence;

/// <summary>Ids are TEXT as people read them.</summary>
internal sealed class IdConverter<TId>() : ValueConverter<TId, string>(
    id => id.ToString()!,
    text => Parse(text))
    where TId : struct, ISpanParsable<TId>
{
    // An expression tree cannot call a static interface member itself.
    private static TId Parse(string text) => TId.Parse(text, CultureInfo.InvariantCulture);
}
