using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Alarming;

/// <summary>A route that names an alarm is scoped by the alarm's facility.</summary>
internal sealed class AlarmRoute(RecordsDbContext records) : IFacilityOfRoute
{
    public string Parameter => "alarm";

    public async Task<FacilityId?> FindAsync(string value, CancellationToken cancellationToken) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            ? await records.Set<Alarm>().Where(alarm => alarm.Id == id)
                .Select(alarm => (FacilityId?)alarm.FacilityId)
                .SingleOrDefaultAsync(cancellationToken)
            : null;
}
