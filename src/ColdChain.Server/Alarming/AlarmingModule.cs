using ColdChain.Server.Alarming.Contacts;
using ColdChain.Server.Alarming.Edge;
using ColdChain.Server.Alarming.Jobs;
using ColdChain.Server.Alarming.Links;
using ColdChain.Server.Alarming.LocalInbox;
using ColdChain.Server.Alarming.Notifiers;
using ColdChain.Server.Alarming.Notifiers.Email;
using ColdChain.Server.Alarming.Notifiers.WeCom;
using ColdChain.Server.Alarming.Stages;
using ColdChain.Server.Alarming.Texts;
using ColdChain.Server.Inspection;
using ColdChain.Server.People;
using ColdChain.Server.Traceability;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ColdChain.Server.Alarming;

/// <summary>Registers alarming: the pipeline, its notifiers, the local inbox, and what Quartz runs.</summary>
public static class AlarmingModule
{
    /// <param name="services">Already has persistence, history and monitoring.</param>
    /// <param name="configuration">Checked by the caller with <see cref="AlarmingConfiguration"/>.</param>
    public static IServiceCollection AddAlarming(this IServiceCollection services, IConfiguration configuration)
    {
        AlarmingOptions options = AlarmingConfiguration.Read(configuration, out _);
        services.AddAlarmPipeline(options);
        services.AddSingleton<Inbox>();
        services.AddScoped<AlarmBoard>();
        services.AddScoped<TestMessages>();
        services.AddScoped<IFacilityOfRoute, AlarmRoute>();
        services.AddScoped<IFacilityOfRoute, ContactRoute>();
        // Before the jobs, so that nothing is sent until it is known where to.
        services.AddHostedService<LocalInboxService>();
        if (options.RunsJobs)
        {
            AlarmingSchedule.Add(services, options);
        }

        return services;
    }

    public static IEndpointRouteBuilder MapAlarming(this IEndpointRouteBuilder routes)
    {
        AlarmingEndpoints.Map(routes);
        return routes;
    }

    /// <summary>The stages without a scheduler: whoever calls the pipeline drives it.</summary>
    public static IServiceCollection AddAlarmPipeline(this IServiceCollection services, AlarmingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton(options);
        services.AddSingleton<NotifierAddresses>();
        services.AddSingleton<AlarmingCounters>();
        services.AddSingleton<LinkTokens>();
        services.AddSingleton(_ => WeComNotifier.CreateClient());
        services.AddNotifier<EmailNotifier>();
        services.AddNotifier<WeComNotifier>();
        services.TryAddScoped<StockInside>();
        services.TryAddScoped<UnitReadings>();
        services.TryAddScoped<UnitForecasts>();
        services.AddScoped<IStockReader, StockReader>();
        services.AddScoped<AlarmFactsReader>();
        services.AddScoped<ReturnToRange>();
        services.AddScoped<NoticeIntake>();
        services.AddScoped<StepMessages>();
        services.AddScoped<EscalationStage>();
        services.AddScoped<DeliveryStage>();
        services.AddScoped<DigestStage>();
        services.AddScoped<DueThings>();
        services.AddScoped<DueStage>();
        services.AddScoped<AlarmDesk>();
        services.AddScoped<EdgeAnswers>();
        services.AddScoped<EdgeTaking>();
        services.AddSingleton<AlarmPipeline>();
        return services;
    }

    private static void AddNotifier<TNotifier>(this IServiceCollection services)
        where TNotifier : class, INotifier
    {
        services.AddSingleton<TNotifier>();
        services.AddSingleton<INotifier>(provider => new ContainedNotifier(
            provider.GetRequiredService<TNotifier>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ContainedNotifier>>()));
    }
}
