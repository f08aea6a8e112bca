[assembly: AssemblyFixture(typeof(ColdChain.Server.Tests.Persistence.RecordsOfTheRun))]

namespace ColdChain.Server.Tests.Persistence;

/// <summary>Ends what all tests of a run share.</summary>
public sealed class RecordsOfTheRun : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await TestedRecords.EndAsync();
        RecordsTemplate.DeleteAll();
    }
}
