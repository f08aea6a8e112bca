using System.Globalization;
using ColdChain.Core.Identity;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.People;

/// <summary>The facility of a record that a route names by its number.</summary>
internal static class RouteNumbers
{
    /// <param name="value">As the address has it.</param>
    /// <param name="facilityOf">The facility of the record with this number: one row or none.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <returns>Null where it is no number, or nobody's.</returns>
    public static async Task<FacilityId?> FindAsync(
        string value, Func<long, IQueryable<FacilityId?>> facilityOf, CancellationToken cancellationToken) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? await facilityOf(number).SingleOrDefaultAsync(cancellationToken)
            : null;
}
