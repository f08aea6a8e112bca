using ColdChain.Core.Identity;
using ColdChain.Server.Audit;
using ColdChain.Server.Equipment;
using ColdChain.Server.Persistence;
using ColdChain.Server.Running;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Integrity;

/// <summary>Puts on the audit trail that a package of evidence is taken out, beside a server that may run.</summary>
/// <param name="options">Where the files are.</param>
/// <param name="configuration">Where the records are; checked by the caller.</param>
/// <param name="clock">Of the rows.</param>
internal sealed class EvidenceNote(ServerOptions options, IConfiguration configuration, TimeProvider clock)
{
    private const string Subject = "evidence";

    public ServerOptions Options => options;

    /// <summary>A row for each sensor, which the inspectors of its facility see. Null: it is done; else why not, and what to do.</summary>
    public async Task<string?> WriteAsync(EvidenceQuestion question, TextWriter output)
    {
        RecordsOptions kept = RecordsConfiguration.Read(configuration, out _);
        if (kept.Kind == RecordsKind.Sqlite && !File.Exists(options.RecordsPath))
        {
            await output.WriteLineAsync($"There is no {options.RecordsPath}: this export is a row of no audit trail.");
            return null;
        }

        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton(clock);
        services.AddPersistence(options, configuration);
        await using ServiceProvider provider = services.BuildServiceProvider();
        try
        {
            await using AsyncServiceScope scope = provider.CreateAsyncScope();
            return await AppendAsync(scope.ServiceProvider, question);
        }
        catch (Exception fault) when (RecordsFault.Is(fault))
        {
            return $"No package was made: the audit trail cannot be written: {fault.Message} Start the server's database, or give its --config.";
        }
    }

    private static async Task<string?> AppendAsync(IServiceProvider services, EvidenceQuestion question)
    {
        RecordsDbContext records = services.GetRequiredService<RecordsDbContext>();
        if ((await records.Database.GetPendingMigrationsAsync()).Any())
        {
            return "No package was made: the records are of an earlier version. Start this server once, which brings them up to date.";
        }

        services.GetRequiredService<CurrentActor>().Name = ExportVerb.Name;
        AuditTrail trail = services.GetRequiredService<AuditTrail>();
        await using var transaction = await records.Database.BeginTransactionAsync();
        foreach (SensorId id in question.Sensors)
        {
            Sensor? sensor = await records.Sensors.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id);
            await trail.AppendAsync(
                new AuditAct(AuditActions.Export, Subject, $"{id} {question.From:yyyy-MM-dd} {question.To:yyyy-MM-dd}") { FacilityId = sensor?.FacilityId },
                CancellationToken.None);
        }

        await transaction.CommitAsync();
        return null;
    }
}
