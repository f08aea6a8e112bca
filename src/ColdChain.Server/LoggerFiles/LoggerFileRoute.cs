using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.LoggerFiles;

/// <summary>A route that names an uploaded file is scoped by the facility of its unit.</summary>
internal sealed class LoggerFileRoute(RecordsDbContext records) : IFacilityOfRoute
{
    public string Parameter => "loggerFile";

    public async Task<FacilityId?> FindAsync(string value, CancellationToken cancellationToken) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            ? await records.Set<LoggerFileEntry>().Where(entry => entry.Id == id)
                .Select(entry => (FacilityId?)entry.FacilityId)
                .SingleOrDefaultAsync(cancellationToken)
            : null;
}
