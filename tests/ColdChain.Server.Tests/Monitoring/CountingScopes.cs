using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Monitoring;

/// <summary>Counts how often somebody turns to the records; refuses when told to, as records that cannot be reached do.</summary>
internal sealed class CountingScopes(IServiceScopeFactory scopes) : IServiceScopeFactory
{
    public int Opened { get; private set; }

    public bool Fails { get; set; }

    public IServiceScope CreateScope()
    {
        Opened++;
        return Fails ? throw new IOException("The records cannot be reached.") : scopes.CreateScope();
    }
}
