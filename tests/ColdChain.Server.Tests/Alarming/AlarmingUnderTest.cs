using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming;
using ColdChain.Server.Alarming.Contacts;
using ColdChain.Server.Alarming.Notifiers;
using ColdChain.Server.Alarming.Outbox;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.History;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Persistence;
using ColdChain.Server.Running;
using ColdChain.Server.Tests.Persistence;
using ColdChain.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Alarming;

/// <summary>Alarming over a real records file, with a clock in hand and a receiver that counts; nothing runs by itself.</summary>
/// <remarks>
/// gaochuan has 王芳 (mail) and then 刘院长 (mail); the county CDC above has 值班 (WeCom). baishi has nobody of its own.
/// <see cref="RestartAsync"/> is what a killed process does: everything in memory is gone, the files stay.
/// </remarks>
internal sealed class AlarmingUnderTest : IAsyncDisposable
{
    public static readonly Instant Start = Instant.FromUnixMilliseconds(1_777_593_600_000);

    public static readonly StorageUnitId Fridge = StorageUnitId.Parse("gaochuan/fridge-1", null);

    public static readonly StorageUnitId OtherFridge = StorageUnitId.Parse("gaochuan/fridge-2", null);

    public static readonly StorageUnitId BaishiFridge = StorageUnitId.Parse("baishi/fridge-1", null);

    /// <summary>Migrating takes longer than most tests, so it is done once and the file copied.</summary>
    private static readonly RecordsTemplate WithContacts = new(directory => SetUpAsync(directory, withContacts: true));

    private static readonly RecordsTemplate WithoutContacts = new(directory => SetUpAsync(directory, withContacts: false));

    private readonly string _directory;
    private ServiceProvider _services;

    private AlarmingUnderTest(AlarmingOptions options, string directory)
    {
        Options = options;
        _directory = directory;
        _services = Build();
    }

    public AlarmingOptions Options { get; }

    public ManualClock Clock { get; } = new(Start.ToDateTimeOffset());

    public CountingReceiver Receiver { get; } = new();

    public FixedHistory History { get; } = new();

    /// <summary>Throws at the n-th command to the database; does nothing until told.</summary>
    public CommandFault Fault { get; } = new();

    /// <summary>Writes an alarm between another's reading and writing; does nothing until told.</summary>
    public RivalWriter Rival { get; } = new();

    public Instant Now => Clock.GetCurrentInstant();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<AlarmingUnderTest> StartAsync(AlarmingOptions? options = null, bool withContacts = true)
    {
        string directory = Directory.CreateTempSubdirectory("coldchain-alarming-").FullName;
        await (withContacts ? WithContacts : WithoutContacts).CopyToAsync(directory);
        return new AlarmingUnderTest(options ?? new AlarmingOptions(), directory);
    }

    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        TestedRecords.Release();
        _services = Build();
    }

    public Task SweepAsync() => Pipeline.SweepAsync(Token);

    public async Task DeliverAsync()
    {
        foreach (ContactWay way in Enum.GetValues<ContactWay>())
        {
            await Pipeline.DeliverAsync(way, Token);
        }
    }

    /// <summary>What the jobs do, again and again, while time passes.</summary>
    public async Task RunAsync(TimeSpan during, TimeSpan? every = null)
    {
        TimeSpan step = every ?? TimeSpan.FromMinutes(1);
        for (TimeSpan passed = TimeSpan.Zero; passed <= during; passed += step)
        {
            await SweepAsync();
            await DeliverAsync();
            await Pipeline.DigestAsync(Token);
            Clock.Advance(step);
        }
    }

    /// <summary>An excursion whose rule has fallen due, as monitoring writes it.</summary>
    public async Task<long> ExcursionAsync(StorageUnitId unit, TimeSpan? noticedAfter = null, bool isOver = false)
    {
        Instant due = Now - (noticedAfter ?? TimeSpan.Zero);
        Instant? ended = isOver ? due + TimeSpan.FromMinutes(20) : null;
        return await InRecordsAsync(async records =>
        {
            ExcursionEntry entry = new()
            {
                StorageUnitId = unit,
                SensorId = SensorId.Parse($"{unit}/top", null),
                FacilityId = FacilityId.Parse(unit.ToString().Split('/')[0], null),
                Side = LimitSide.High,
                Limit = Temperature.FromMilliCelsius(8_000),
                LimitIsInclusive = true,
                ProfileId = "CN-IMM/fridge",
                ProfileVersion = 1,
                StartedAt = due - TimeSpan.FromMinutes(10),
                EndedAt = ended,
                Peak = Temperature.FromMilliCelsius(9_600),
                PeakAt = due,
                AlarmRuleId = "cn-imm.high.10min",
                AlarmDueAt = due,
                DiscoveredAt = Now,
            };
            records.Add(entry);
            await records.SaveChangesAsync(Token);
            records.Add(Notice(entry.Id, ExcursionNoticeKind.AlarmDue, due, isOver));
            await records.SaveChangesAsync(Token);
            return entry.Id;
        });
    }

    /// <summary>The return to range has stayed, or (null) late data show that it has not ended.</summary>
    public async Task EndAsync(long excursionId, Instant? endedAt) => await InRecordsAsync(async records =>
    {
        ExcursionEntry entry = await records.Set<ExcursionEntry>().SingleAsync(candidate => candidate.Id == excursionId, Token);
        entry.EndedAt = endedAt;
        records.Add(Notice(
            excursionId, endedAt is null ? ExcursionNoticeKind.Amended : ExcursionNoticeKind.Closed, endedAt ?? Now, false));
        await records.SaveChangesAsync(Token);
    });

    public Task<IReadOnlyList<Alarm>> AlarmsAsync() => ListAsync<Alarm>();

    public Task<IReadOnlyList<OutboxMessage>> MessagesAsync() => ListAsync<OutboxMessage>();

    public Task<IReadOnlyList<T>> ListAsync<T>()
        where T : class => InRecordsAsync<IReadOnlyList<T>>(async records => await records.Set<T>().AsNoTracking().ToListAsync(Token));

    public Task InRecordsAsync(Func<RecordsDbContext, Task> work) => InRecordsAsync(async records =>
    {
        await work(records);
        return true;
    });

    public Task<T> InRecordsAsync<T>(Func<RecordsDbContext, Task<T>> work) => WithAsync(work);

    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using AsyncServiceScope scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        TestedRecords.Release();
        await TestedRecords.DropAsync(_directory);
        Directory.Delete(_directory, recursive: true);
    }

    private AlarmPipeline Pipeline => _services.GetRequiredService<AlarmPipeline>();

    private static async Task SetUpAsync(string directory, bool withContacts)
    {
        AlarmingUnderTest alarming = new(new AlarmingOptions(), directory);
        await alarming._services.MigrateRecordsAsync(Token);
        await alarming.InRecordsAsync(async records =>
        {
            AddPlaces(records);
            if (withContacts)
            {
                AddContacts(records);
            }

            await records.SaveChangesAsync(Token);
        });
        await alarming._services.DisposeAsync();
    }

    private static void AddPlaces(RecordsDbContext records)
    {
        FacilityId cdc = FacilityId.Parse("qinghe-cdc", null);
        records.Add(Place(cdc, null, "清河县疾控中心", FacilityKind.DiseaseControlCentre));
        foreach ((string id, string name) in (ReadOnlySpan<(string, string)>)[("gaochuan", "高川镇卫生院"), ("baishi", "白石镇卫生院")])
        {
            records.Add(Place(FacilityId.Parse(id, null), cdc, name, FacilityKind.TownshipHealthCentre));
        }

        foreach (StorageUnitId unit in (ReadOnlySpan<StorageUnitId>)[Fridge, OtherFridge, BaishiFridge])
        {
            FacilityId facility = FacilityId.Parse(unit.ToString().Split('/')[0], null);
            string number = unit.ToString()[^1..];
            records.Add(new StorageUnit
            {
                Id = unit,
                FacilityId = facility,
                Kind = StorageUnitKind.Refrigerator,
                NameZh = $"{number}号冰箱",
                NameEn = $"Fridge {number}",
                ProfileId = "CN-IMM/fridge",
            });
            records.Add(new Sensor { Id = SensorId.Parse($"{unit}/top", null), FacilityId = facility });
        }
    }

    private static Facility Place(FacilityId id, FacilityId? parent, string name, FacilityKind kind) => new()
    {
        Id = id,
        ParentId = parent,
        Path = parent is null ? $"/{id}/" : $"/{parent}/{id}/",
        Kind = kind,
        NameZh = name,
        NameEn = id.ToString(),
        TimeZone = "Asia/Shanghai",
    };

    private static void AddContacts(RecordsDbContext records)
    {
        records.Add(Contact("gaochuan", 1, "王芳", ContactWay.Email, "wangfang@example.cn"));
        records.Add(Contact("gaochuan", 2, "刘院长", ContactWay.Email, "liu@example.cn"));
        records.Add(Contact("qinghe-cdc", 1, "值班", ContactWay.WeCom, "cdc"));
    }

    private static ContactChainStep Contact(string facility, int order, string name, ContactWay way, string address) => new()
    {
        FacilityId = FacilityId.Parse(facility, null),
        Order = order,
        Name = name,
        Way = way,
        Address = address,
        Language = "zh",
    };

    private ExcursionNotice Notice(long excursionId, ExcursionNoticeKind kind, Instant at, bool wasOver) => new()
    {
        ExcursionId = excursionId,
        Kind = kind,
        At = at,
        WrittenAt = Now,
        WasOverWhenDiscovered = wasOver,
        Revision = 1,
    };

    private ServiceProvider Build()
    {
        ServiceCollection services = new();
        ServerOptions server = new() { DataDirectory = _directory };
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(server);
        services.AddPersistence(server, new ConfigurationBuilder().AddInMemoryCollection(TestedRecords.Settings(_directory)).Build());
        services.AddSingleton<IReadingHistory>(History);
        services.AddSingleton<IAgentEventLog, NoEvents>();
        services.AddSingleton<EquipmentDirectory>();
        services.AddAlarmPipeline(Options);
        services.AddSingleton<INotifier>(Receiver.For(ContactWay.Email));
        services.AddSingleton<INotifier>(Receiver.For(ContactWay.WeCom));
        services.ConfigureDbContext<RecordsDbContext>(builder => builder.AddInterceptors(Fault, Rival));
        foreach (ServiceDescriptor real in services.Where(service =>
            service.ServiceType == typeof(INotifier) && service.ImplementationFactory is not null).ToArray())
        {
            services.Remove(real);
        }

        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }
}
