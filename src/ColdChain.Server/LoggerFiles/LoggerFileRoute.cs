using ColdChain.Core.Identity;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;

namespace ColdChain.Server.LoggerFiles;

/// <summary>A route that names an uploaded file is scoped by the facility of its unit.</summary>
internal sealed class LoggerFileRoute(RecordsDbContext records) : IFacilityOfRoute
{
    public string Parameter => "loggerFile";

    public Task<FacilityId?> FindAsync(string value, CancellationToken cancellationToken) => RouteNumbers.FindAsync(
        value,
        id => records.Set<LoggerFileEntry>().Where(entry => entry.Id == id).Select(entry => (FacilityId?)entry.FacilityId),
        cancellationToken);
}
