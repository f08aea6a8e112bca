using System.Reflection;
using ColdChain.Server.Persistence;
using ColdChain.Server.Running;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Audit;

/// <summary>At a start, puts the configuration on the trail when it is another than at the last.</summary>
internal sealed class ConfigurationOnTrailService(
    IServiceScopeFactory scopes, IConfiguration configuration, ServerOptions options) : IHostedService
{
    private const string Subject = "server";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        string now = AuditValues.Write(Shown());
        string? before = await records.AuditEntries
            .Where(entry => entry.Action == AuditActions.Configuration && entry.Subject == Subject)
            .OrderByDescending(entry => entry.Id).Select(entry => entry.NewValues).FirstOrDefaultAsync(cancellationToken);
        if (now != before)
        {
            await scope.ServiceProvider.GetRequiredService<AuditTrail>().AppendAsync(
                new AuditAct(AuditActions.Configuration, Subject, Environment.MachineName) { OldValues = before, NewValues = now },
                cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Every key that is set in a section, and what the command line chose, in the order of their names.</summary>
    private SortedDictionary<string, string?> Shown()
    {
        SortedDictionary<string, string?> shown = new(StringComparer.Ordinal);
        ConfigurationSecrets secrets = new(SecretFingerprint.In(options.KeysPath));
        foreach ((string key, string? value) in configuration.AsEnumerable())
        {
            if (value is not null && key.Contains(':', StringComparison.Ordinal))
            {
                shown[key] = secrets.Shown(key, value);
            }
        }

        shown["Server:DataDirectory"] = options.DataDirectory;
        shown["Server:Urls"] = options.Urls;
        shown["Version"] = typeof(ConfigurationOnTrailService).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return shown;
    }
}
