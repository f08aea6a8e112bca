using System.Globalization;
using System.Text;
using ColdChain.Core.Alarms;
using ColdChain.Core.HandReadings;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.LoggerFiles;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming;
using ColdChain.Server.Alarming.Contacts;
using ColdChain.Server.Alarming.Links;
using ColdChain.Server.Alarming.LocalInbox;
using ColdChain.Server.Equipment.Dossier;
using ColdChain.Server.Inspection;
using ColdChain.Server.LoggerFiles;
using ColdChain.Server.Monitoring;
using ColdChain.Server.People;
using ColdChain.Server.People.Keys;
using ColdChain.Server.Persistence;
using ColdChain.Server.Tests.Ingest;
using ColdChain.Server.Tests.Pages;
using ColdChain.Server.Tests.Traceability;
using ColdChain.Server.Traceability;
using ColdChain.Server.Traceability.Papers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.People.Walk;

/// <summary>Puts one of each kind of thing into a facility, named so that it can be recognised wherever it shows.</summary>
internal static class WalkedThings
{
    private static readonly Instant Now = ServerUnderTest.Start;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task AddAsync(ServerUnderTest server, WalkedFacility facility)
    {
        await server.HoldAsync($"{facility.Id}/fridge-1", 5_000, fromMinutesAgo: 30);
        await AddQuarantineAsync(server, facility);
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        (long excursion, long alarm) = await AddAlarmAsync(records, facility);
        await AddLinkAsync(records, facility, alarm);
        await AddLotAsync(scope.ServiceProvider, facility);
        await AddSignaturesAsync(records, facility);
        await AddKeysAsync(records, facility);
        facility.Things["sensor"] = $"{facility.Id}/fridge-1/top";
        facility.Things["paper"] = Text(await AddPaperAsync(scope.ServiceProvider, facility));
        facility.Things["agent"] = $"{facility.Id}-gateway";
        facility.Things["integrationKey"] = Text(await records.Set<IntegrationKey>()
            .Where(one => one.FacilityId == Id(facility)).MinAsync(one => one.Id, Token));
        facility.Things["personId"] = Text(await records.Users
            .Where(one => one.FacilityId == Id(facility)).MinAsync(one => one.Id, Token));
        facility.Things["facility"] = facility.Id;
        facility.Things["unit"] = $"{facility.Id}/fridge-1";
        facility.Things["agentId"] = $"{facility.Id}-gateway";
        facility.Things["token"] = TokenOf(facility);
        facility.Things["excursion"] = Text(excursion);
        facility.Things["alarm"] = Text(alarm);
        facility.Things["contact"] = Text(await records.Set<ContactChainStep>()
            .Where(one => one.FacilityId == Id(facility)).MinAsync(one => one.Id, Token));
        facility.Things["lot"] = Text(await records.Set<LotEntry>()
            .Where(one => one.LotNumber == LotNumber(facility)).Select(one => one.Id).SingleAsync(Token));
        facility.Things["loggerFile"] = Text(await AddLoggerFileAsync(scope.ServiceProvider, facility));
    }

    public static string LotNumber(WalkedFacility facility) => facility.Id + "2026A";

    private static string TokenOf(WalkedFacility facility) => $"{facility.Id}-token-0123456789";

    private static FacilityId Id(WalkedFacility facility) => FacilityId.Parse(facility.Id, CultureInfo.InvariantCulture);

    private static StorageUnitId Unit(WalkedFacility facility) => StorageUnitId.Parse($"{facility.Id}/fridge-1", CultureInfo.InvariantCulture);

    private static SensorId Sensor(WalkedFacility facility) => SensorId.Parse($"{facility.Id}/fridge-1/top", CultureInfo.InvariantCulture);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    public static string KeyOf(WalkedFacility facility, bool mayRead, bool mayPost) =>
        $"cci_{facility.Id}-{(mayRead ? "reads" : string.Empty)}{(mayPost ? "posts" : string.Empty)}";

    /// <summary>One key for each set of rights, and a link to choose a password.</summary>
    private static async Task AddKeysAsync(RecordsDbContext records, WalkedFacility facility)
    {
        foreach ((bool mayRead, bool mayPost) in new[] { (true, false), (false, true) })
        {
            string key = KeyOf(facility, mayRead, mayPost);
            records.Add(new IntegrationKey
            {
                Name = facility.English + "-program",
                FacilityId = Id(facility),
                MayRead = mayRead,
                MayPostMovements = mayPost,
                KeyPrefix = key[..10],
                KeySha256 = OneTimeSecret.Hash(key),
                MadeAt = Now,
                MadeBy = facility.Chinese + "管理",
                ExpiresAt = Now + TimeSpan.FromDays(365),
            });
        }

        records.Add(new SetUpLink
        {
            PersonId = await records.Users.Where(one => one.FacilityId == Id(facility)).MinAsync(one => one.Id, Token),
            TokenSha256 = OneTimeSecret.Hash(TokenOf(facility)),
            MadeAt = Now,
            MadeBy = "walk",
            ExpiresAt = Now + SetUpLink.Lifetime,
        });
        await records.SaveChangesAsync(Token);
    }

    /// <summary>A reading of a sensor that nobody registered.</summary>
    private static async Task AddQuarantineAsync(ServerUnderTest server, WalkedFacility facility)
    {
        using HttpClient client = server.Anonymous();
        await new AgentUnderTest(client, $"{facility.Id}-gateway", $"{facility.Id}-key-0123456789")
            .DeliverAsync(AgentUnderTest.Batch($"{facility.Id}/unknown/top", new Core.Wire.WireReading(1, AgentUnderTest.Start, 4_500, 0)));
    }

    private static async Task<(long Excursion, long Alarm)> AddAlarmAsync(RecordsDbContext records, WalkedFacility facility)
    {
        ExcursionEntry excursion = new()
        {
            StorageUnitId = Unit(facility),
            SensorId = Sensor(facility),
            FacilityId = Id(facility),
            Side = LimitSide.High,
            Limit = Temperature.FromMilliCelsius(8_000),
            LimitIsInclusive = true,
            ProfileId = "CN-IMM/fridge",
            ProfileVersion = 1,
            StartedAt = Now - TimeSpan.FromMinutes(10),
            Peak = Temperature.FromMilliCelsius(9_600),
            PeakAt = Now,
            DiscoveredAt = Now,
        };
        records.Add(excursion);
        await records.SaveChangesAsync(Token);
        Alarm alarm = new()
        {
            StorageUnitId = Unit(facility),
            FacilityId = Id(facility),
            ExcursionId = excursion.Id,
            SensorId = Sensor(facility),
            RuleId = "cn-imm.high.10min",
            Side = LimitSide.High,
            Limit = Temperature.FromMilliCelsius(8_000),
            StartedAt = excursion.StartedAt,
            Peak = excursion.Peak,
            Stage = AlarmStage.Raised,
            RaisedAt = Now,
        };
        records.Add(alarm);
        await records.SaveChangesAsync(Token);
        return (excursion.Id, alarm.Id);
    }

    /// <summary>The message of the alarm, and the link that it carries.</summary>
    private static async Task AddLinkAsync(RecordsDbContext records, WalkedFacility facility, long alarm)
    {
        ContactChainStep contact = await records.Set<ContactChainStep>().FirstAsync(one => one.FacilityId == Id(facility), Token);
        records.Add(new AcknowledgementLink
        {
            TokenSha256 = LinkTokens.Hash(TokenOf(facility)),
            AlarmId = alarm,
            ContactId = contact.Id,
            ContactName = contact.Name,
            Language = "zh",
            ExpiresAt = Now + TimeSpan.FromDays(1),
        });
        await records.SaveChangesAsync(Token);
    }

    private static async Task AddLotAsync(IServiceProvider services, WalkedFacility facility)
    {
        string sheet = Csv.Header + $"""

            {facility.Id}-RK1,1,入库,2026-03-01 10:00,重组乙型肝炎疫苗,{facility.Chinese}生物,0.5mL,国药准字S2026,{LotNumber(facility)},批签2026-1,2027-12-31,500,{facility.Chinese}配送,,{facility.Id},fridge-1,2026-03-01 07:00,2026-03-01 09:30,4.1,4.6,冷藏车,冷藏车,120,张,{facility.Chinese}人

            """;
        ImportOutcome outcome = await services.GetRequiredService<MovementImport>().EnterAsync("/", PaperSheet.Read(Csv.Bytes(sheet)), Token);
        Assert.Empty(outcome.Mistakes);
    }

    private static async Task AddSignaturesAsync(RecordsDbContext records, WalkedFacility facility)
    {
        records.Add(new HandReadingEntry
        {
            StorageUnitId = Unit(facility),
            FacilityId = Id(facility),
            Day = new DateOnly(2026, 4, 30),
            Slot = HandReadingSlot.Morning,
            ReadAt = Now - TimeSpan.FromDays(1),
            EnteredAt = Now - TimeSpan.FromDays(1),
            IsLate = false,
            Value = Temperature.FromMilliCelsius(5_000),
            SignedById = 1,
            SignedBy = facility.Chinese + "护士",
        });
        records.Add(new MonthReview
        {
            StorageUnitId = Unit(facility),
            FacilityId = Id(facility),
            Month = new DateOnly(2026, 4, 1),
            ReviewedAt = Now,
            ReviewedById = 1,
            ReviewedBy = facility.Chinese + "督导",
            Finding = facility.English + " finding",
        });
        await records.SaveChangesAsync(Token);
    }

    /// <summary>A certificate of the sensor, which has no unit of its own, with a file.</summary>
    private static async Task<long> AddPaperAsync(IServiceProvider services, WalkedFacility facility)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("%PDF-1.4 " + facility.English);
        CalibrationCertificate certificate = new()
        {
            SensorId = Sensor(facility),
            FacilityId = Id(facility),
            DoneOn = new DateOnly(2026, 4, 1),
            DueOn = new DateOnly(2026, 4, 20),
            DoneBy = facility.Chinese + "计量所",
            Number = facility.English + "-1",
            Points = string.Empty,
            FileName = facility.Chinese + ".pdf",
            FileSha256 = await services.GetRequiredService<AttachmentFolder>().KeepAsync(bytes, Token),
            FileSizeBytes = bytes.Length,
            FileKind = AttachmentKind.Pdf,
            EnteredAt = Now,
            EnteredById = 1,
            EnteredBy = facility.Chinese + "护士",
        };
        RecordsDbContext records = services.GetRequiredService<RecordsDbContext>();
        records.Add(certificate);
        await records.SaveChangesAsync(Token);
        return certificate.Id;
    }

    private static async Task<long> AddLoggerFileAsync(IServiceProvider services, WalkedFacility facility)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(facility.English + " file");
        EvidenceFolder folder = services.GetRequiredService<EvidenceFolder>();
        string hash = await folder.PutAsync(bytes, services.GetRequiredService<TimeProvider>(), Token);
        await folder.KeepAsync(hash, bytes, Token);
        LoggerFileEntry entry = new()
        {
            StorageUnitId = Unit(facility),
            FacilityId = Id(facility),
            Sensors = Sensor(facility).ToString(),
            FileName = facility.Chinese + ".txt",
            Sha256 = hash,
            SizeBytes = bytes.Length,
            TimeZone = "Asia/Shanghai",
            Format = LoggerFileFormat.BerlingerText,
            Signature = LoggerSignatureStanding.Absent,
            SignatureWords = facility.English,
            FirstAt = Now,
            LastAt = Now,
            Readings = 1,
            DailyExtremes = 0,
            NewReadings = 1,
            UploadedAt = Now,
            UploadedById = 1,
            UploadedBy = facility.Chinese + "护士",
        };
        RecordsDbContext records = services.GetRequiredService<RecordsDbContext>();
        records.Add(entry);
        await records.SaveChangesAsync(Token);
        return entry.Id;
    }
}
