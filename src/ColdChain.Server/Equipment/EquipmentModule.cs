using System.Text;
using ColdChain.Server.Equipment.Dossier;
using ColdChain.Server.Equipment.Placing;
using ColdChain.Server.Equipment.Registering;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Equipment;

/// <summary>Facilities, units, sensors with their places and papers: who registers them, and what is due.</summary>
public static class EquipmentModule
{
    public static IServiceCollection AddEquipment(this IServiceCollection services, string dataDirectory)
    {
        services.AddSingleton(new AttachmentFolder(dataDirectory));
        services.AddScoped<IFacilityOfRoute, SensorRoute>();
        services.AddScoped<IFacilityOfRoute, DossierRoute>();
        services.AddScoped<EquipmentImport>();
        services.AddScoped<EquipmentChanges>();
        services.AddScoped<SensorPlacing>();
        services.AddScoped<DossierDesk>();
        services.AddScoped<DossierReader>();
        services.AddScoped<DueReader>();
        return services;
    }

    public static void MapEquipment(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/papers/{paper:long}/file", GetFileAsync);
        routes.MapGet("/api/v1/equipment-template/{kind}", GetTemplate);
    }

    /// <summary>The attached file as it was uploaded, to be saved and not shown: it came from outside. The access table has checked whose it is.</summary>
    private static async Task<IResult> GetFileAsync(
        long paper, RecordsDbContext records, AttachmentFolder attachments, CancellationToken cancellationToken)
    {
        DossierEntry? entry = await records.Set<DossierEntry>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == paper, cancellationToken);
        return entry is { FileSha256: { } hash, FileKind: { } kind } && await attachments.ReadAsync(hash, cancellationToken) is { } bytes
            ? Results.File(bytes, AttachmentBytes.MediaType(kind), entry.FileName)
            : Results.NotFound();
    }

    /// <summary>The empty list of one kind of lines, with the mark by which spreadsheets know UTF-8.</summary>
    private static IResult GetTemplate(string kind, CurrentLanguage language)
    {
        if (EquipmentNames.RowKinds.Find(kind) is not { } known)
        {
            return Results.NotFound();
        }

        IEnumerable<EquipmentColumn> columns = EquipmentNames.Of(known).Prepend(EquipmentColumn.RowKind);
        string header = string.Join(',', columns.Select(column =>
            language.Say(EquipmentNames.Columns.Chinese(column), EquipmentNames.Columns.English(column))));
        string first = language.Say(EquipmentNames.RowKinds.Chinese(known), EquipmentNames.RowKinds.English(known));
        return Results.File(Encoding.UTF8.GetBytes($"\ufeff{header}\r\n"), "text/csv; charset=utf-8", $"{first}.csv");
    }
}
