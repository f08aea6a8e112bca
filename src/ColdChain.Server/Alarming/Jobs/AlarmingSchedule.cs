using Quartz;

namespace ColdChain.Server.Alarming.Jobs;

/// <summary>What Quartz runs, and how often. The times of alarms are rows, so a missed firing costs a delay and nothing else.</summary>
/// <remarks>In memory: nothing here must survive a restart. Several servers on PostgreSQL will use the clustered store.</remarks>
internal static class AlarmingSchedule
{
    private static readonly TimeSpan DigestEvery = TimeSpan.FromMinutes(1);

    public static void Add(IServiceCollection services, AlarmingOptions options)
    {
        services.AddQuartz(quartz =>
        {
            Schedule<ExcursionDueJob>(quartz, "excursion-due", options.SweepEvery);
            Schedule<AlarmSweepJob>(quartz, "alarm-sweep", options.SweepEvery);
            Schedule<MorningDigestJob>(quartz, "morning-digest", DigestEvery);
            foreach (ContactWay way in Enum.GetValues<ContactWay>())
            {
                Schedule<DeliveryJob>(quartz, $"deliver-{way}", options.SweepEvery, way.ToString());
            }
        });
        services.AddQuartzHostedService(hosting => hosting.WaitForJobsToComplete = true);
    }

    private static void Schedule<TJob>(IQuartzBuilder quartz, string name, TimeSpan every, string way = "")
        where TJob : IJob =>
        quartz.ScheduleJob<TJob>(
            trigger => trigger
                .WithIdentity(name)
                .StartNow()
                .WithSimpleSchedule(schedule => schedule
                    .WithInterval(every)
                    .RepeatForever()
                    // After a pause of the machine once is enough, whatever was missed.
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
            job => job.WithIdentity(name).UsingJobData(DeliveryJob.Way, way));
}
