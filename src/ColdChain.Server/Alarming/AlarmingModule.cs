using ColdChain.Server.Alarming.Jobs;
using ColdChain.Server.Alarming.Links;
using ColdChain.Server.Alarming.LocalInbox;
using ColdChain.Server.Alarming.Notifiers;
using ColdChain.Server.Alarming.Notifiers.Email;
using ColdChain.Server.Alarming.Notifiers.WeCom;
using ColdChain.Server.Alarming.Stages;
using ColdChain.Server.Alarming.Texts;

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
        // Before the jobs, so that nothing is sent until it is known where to.
        services.AddHostedService<LocalInboxService>();
        AlarmingSchedule.Add(services, options);
        return services;
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
        services.AddScoped<IStockReader, UnknownStock>();
        services.AddScoped<AlarmFactsReader>();
        services.AddScoped<ReturnToRange>();
        services.AddScoped<NoticeIntake>();
        services.AddScoped<StepMessages>();
        services.AddScoped<EscalationStage>();
        services.AddScoped<DeliveryStage>();
        services.AddScoped<DigestStage>();
        services.AddScoped<AlarmDesk>();
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
